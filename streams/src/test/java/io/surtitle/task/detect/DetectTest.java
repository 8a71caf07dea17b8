package io.surtitle.task.detect;

import static io.surtitle.task.detect.Sounds.join;
import static io.surtitle.task.detect.Sounds.noise;
import static io.surtitle.task.detect.Sounds.silence;
import static io.surtitle.task.detect.Sounds.voice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.surtitle.engine.Input;
import io.surtitle.event.Pcm;
import io.surtitle.event.StreamEvent.Cause;
import io.surtitle.event.StreamEvent.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator over the tiny detector. */
class DetectTest {
  private static final int CHUNK = 512;
  private static final short[] AUDIO =
      join(silence(500), voice(900, 150), noise(700, 1), voice(400, 220), silence(610));

  private Records records;
  private Listening listening;
  private Listening.Heard heard;

  @BeforeEach
  void begin() {
    records = new Records();
    listening = new Listening(new Detect(Tiny.BUNDLE), Tiny.MODEL);
    heard = listening.stream();
  }

  @Test
  void scoresOfManyStreamsAreThoseOfTheNetworkAlone() throws OrtException {
    List<short[]> streams =
        List.of(
            AUDIO,
            join(noise(300, 2), AUDIO),
            join(voice(333, 300), noise(1_000, 3), voice(500, 90)));
    List<List<Input<Pcm>>> inputs = new ArrayList<>();
    List<Listening.Heard> all = new ArrayList<>(List.of(heard));
    for (int i = 0; i < streams.size(); i++) {
      inputs.add(new Records().cut(streams.get(i), new Random(i), 1_500));
      if (i > 0) {
        all.add(listening.stream());
      }
    }

    takeAll(inputs);

    for (int i = 0; i < streams.size(); i++) {
      float[] alone = NetworkAlone.scores(Tiny.BUNDLE, streams.get(i));
      assertThat(all.get(i).scores).hasSize(alone.length);
      for (int j = 0; j < alone.length; j++) {
        assertThat(all.get(i).scores.get(j)).isCloseTo(alone[j], within(1e-5f));
      }
      assertThat(events(all.get(i))).isEqualTo(events(alone, streams.get(i).length)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {37, CHUNK - 1, CHUNK, CHUNK + 1, 5_000})
  void lengthsOfRecordsDoNotMatter(int length) {
    heard(AUDIO);
    List<Float> scores = heard.scores;
    List<String> events = events(heard);
    begin();

    for (int from = 0; from < AUDIO.length; from += length) {
      heard(Arrays.copyOfRange(AUDIO, from, Math.min(AUDIO.length, from + length)));
    }

    assertThat(heard.scores).isEqualTo(scores);
    assertThat(events(heard)).isEqualTo(events).isNotEmpty();
  }

  @Test
  void anEventHasTheMediaTimesOfItsRecords() {
    take(records.next(silence(320), false, 60_000));
    take(records.next(voice(640, 150), false, 60_320));
    take(records.next(silence(640), false, -1));

    assertThat(heard.detections).hasSize(2);
    Detection begins = heard.detections.get(0);
    Detection ends = heard.detections.get(1);
    assertThat(begins.phase()).isEqualTo(Phase.BEGINS);
    assertThat(begins.startPts()).isBetween(60_256L, 60_416L);
    assertThat(begins.endPts()).isEqualTo(-1);
    assertThat(begins.decidedPts()).isGreaterThanOrEqualTo(begins.startPts() + 100);
    assertThat(begins.position()).isEqualTo(1);
    assertThat(ends.startPts()).isEqualTo(begins.startPts());
    assertThat(ends.endPts()).isBetween(60_896L, 61_120L);
    assertThat(ends.decidedPts()).isGreaterThanOrEqualTo(ends.endPts() + 300);
    assertThat(ends.cause()).isEqualTo(Cause.SCORE);
    assertThat(ends.position()).isEqualTo(1);
  }

  @Test
  void theProducersEndEndsAnEvent() {
    take(records.next(voice(669, 150), true, -1));

    assertThat(heard.causes()).containsExactly(null, Cause.END);
    assertThat(heard.detections.get(1).endPts()).isEqualTo(669);
    assertThat(heard.isOpen()).isFalse();
  }

  @Test
  void anEndMarkEndsAnEvent() {
    take(records.next(voice(669, 150), false, -1));
    assertThat(heard.causes()).containsExactly((Cause) null);

    take(records.next(new short[0], true, -1));

    assertThat(heard.causes()).containsExactly(null, Cause.END);
    assertThat(heard.detections.get(1).endPts()).isEqualTo(669);
  }

  @Test
  void silenceEndsAnEvent() {
    take(records.next(voice(650, 150), false, -1));
    assertThat(heard.isOpen()).isTrue();

    take(Input.silence(records.position(), 99_000));

    assertThat(heard.causes()).containsExactly(null, Cause.SILENCE);
    assertThat(heard.detections.get(1).timestamp()).isEqualTo(99_000);
    assertThat(heard.isOpen()).isFalse();
  }

  @Test
  void afterAnEndTheNetworkBeginsAgain() {
    heard(AUDIO, true);
    List<Float> scores = List.copyOf(heard.scores);
    heard.scores.clear();

    heard(AUDIO, true);

    assertThat(heard.scores).isEqualTo(scores);
    assertThat(heard.detections.get(heard.detections.size() - 1).startPts())
        .isGreaterThan(AUDIO.length / 16);
  }

  @Test
  void whatIsAbandonedEndsWithWhatWasHeard() {
    take(records.next(voice(650, 150), false, -1));

    List<Detection> ended = listening.abandon();

    assertThat(ended).hasSize(1);
    assertThat(ended.get(0).cause()).isEqualTo(Cause.FAILURE);
    assertThat(ended.get(0).endPts()).isEqualTo(640);
  }

  @Test
  void severalEventsOfOneInputAreToldApart() {
    take(records.next(AUDIO, true, -1));

    assertThat(heard.detections.stream().map(each -> each.position() + "." + each.part()))
        .containsExactly("0.0", "0.0", "0.1", "0.1");
  }

  private void heard(short[] samples) {
    heard(samples, false);
  }

  private void heard(short[] samples, boolean end) {
    take(records.next(samples, end, -1));
  }

  private void take(Input<Pcm> input) {
    listening.take(List.of(input));
  }

  private void takeAll(List<List<Input<Pcm>>> streams) {
    int most = streams.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      List<Input<Pcm>> next = new ArrayList<>();
      for (List<Input<Pcm>> stream : streams) {
        next.add(i < stream.size() ? stream.get(i) : null);
      }
      listening.take(next);
    }
  }

  private static List<String> events(Listening.Heard heard) {
    return heard.detections.stream()
        .map(
            each ->
                each.phase() == Phase.BEGINS
                    ? "begins " + each.startPts() + " at " + each.decidedPts()
                    : "ends " + each.endPts() + " at " + each.decidedPts())
        .toList();
  }

  /** The events of scores, by the rules as they are written down. */
  private static List<String> events(float[] scores, int samples) {
    DetectRules rules = DetectRules.of(DetectSpec.of(Tiny.BUNDLE));
    List<String> events = new ArrayList<>();
    int from = -1;
    int last = 0;
    boolean begun = false;
    for (int i = 0; i < scores.length; i++) {
      int end = Math.min(samples, (i + 1) * CHUNK);
      if (scores[i] >= (from < 0 ? rules.threshold() : rules.release())) {
        from = from < 0 ? i * CHUNK : from;
        last = end;
        if (!begun && last - from >= rules.min()) {
          begun = true;
          events.add("begins " + from / 16 + " at " + end / 16);
        }
      } else if (from >= 0 && end - last >= rules.hangover()) {
        if (begun) {
          events.add("ends " + last / 16 + " at " + end / 16);
        }
        from = -1;
        begun = false;
      }
    }
    if (begun) {
      events.add("ends " + last / 16 + " at " + samples / 16);
    }
    return events;
  }
}
