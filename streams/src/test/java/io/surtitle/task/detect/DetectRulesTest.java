package io.surtitle.task.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.task.audio.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DetectRulesTest {
  private static final int CHUNK = 10;
  private static final int RATE = 1_000;
  private static final DetectRules RULES =
      new DetectRules("input", "output", RATE, 0.5, 0.25, 20, 30);

  @Test
  void anEventBeginsWhenItHasLastedLongEnough() {
    assertThat(events(0.1f, 0.5f, 0.25f)).containsExactly("begins 10 at 30");
  }

  @Test
  void belowTheThresholdNothingBegins() {
    assertThat(events(0.49f, 0.49f, 0.49f, 0.49f)).isEmpty();
  }

  @Test
  void itGoesOnAboveTheRelease() {
    assertThat(events(0.9f, 0.9f, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f))
        .containsExactly("begins 0 at 20");
  }

  @Test
  void itEndsWhereItWasHeardLast() {
    assertThat(events(0.9f, 0.9f, 0.3f, 0, 0, 0))
        .containsExactly("begins 0 at 20", "ends 30 at 60");
  }

  @Test
  void pausesShorterThanTheHangoverAreBridged() {
    assertThat(events(0.9f, 0, 0, 0.3f, 0, 0, 0))
        .containsExactly("begins 0 at 40", "ends 40 at 70");
  }

  @Test
  void shortOnesAreNeverReported() {
    assertThat(events(0.9f, 0, 0, 0, 0.9f, 0, 0, 0)).isEmpty();
  }

  @Test
  void theNextOneNeedsTheThresholdAgain() {
    assertThat(events(0.9f, 0.9f, 0, 0, 0, 0.4f, 0.4f, 0.5f, 0.5f))
        .containsExactly("begins 0 at 20", "ends 20 at 50", "begins 70 at 90");
  }

  @Test
  void whereTheClockWentBackAnEventHasNoLength() {
    Span span = new Span(new Moment(0, 500), new Moment(30, 200), true, 0, 0);

    assertThat(span.endMillis()).isEqualTo(500);
  }

  /** Against the rules as they are written down: model-export/README.md, "Detection". */
  @RepeatedTest(20)
  void anyScoresGiveTheEventsOfTheWrittenRules(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    float[] scores = new float[500];
    float score = 0;
    for (int i = 0; i < scores.length; i++) {
      score = Math.min(1, Math.max(0, score + (random.nextFloat() - 0.5f) * 0.6f));
      scores[i] = score;
    }

    assertThat(events(scores)).isEqualTo(written(scores)).isNotEmpty();
  }

  private static List<String> events(float... scores) {
    List<String> events = new ArrayList<>();
    Span open = null;
    for (int i = 0; i < scores.length; i++) {
      Moment from = Moment.START.at((long) i * CHUNK, RATE);
      Moment to = Moment.START.at((i + 1L) * CHUNK, RATE);
      Span next = RULES.score(open, from, to, scores[i], 7, 0);
      boolean begun = open != null && open.begun();
      if (next != null && next.begun() && !begun) {
        events.add("begins " + next.from().millis() + " at " + to.millis());
      }
      if (next == null && open != null && begun) {
        events.add("ends " + open.endMillis() + " at " + to.millis());
      }
      open = next;
    }
    return events;
  }

  private static List<String> written(float... scores) {
    List<String> events = new ArrayList<>();
    boolean active = false;
    boolean begun = false;
    int from = 0;
    int last = 0;
    for (int i = 0; i < scores.length; i++) {
      int a = i * CHUNK;
      int b = a + CHUNK;
      if (scores[i] >= (active ? 0.25 : 0.5)) {
        if (!active) {
          active = true;
          begun = false;
          from = a;
        }
        last = b;
        if (!begun && last - from >= 20) {
          begun = true;
          events.add("begins " + from + " at " + b);
        }
      } else if (active && b - last >= 30) {
        if (begun) {
          events.add("ends " + last + " at " + b);
        }
        active = false;
      }
    }
    return events;
  }
}
