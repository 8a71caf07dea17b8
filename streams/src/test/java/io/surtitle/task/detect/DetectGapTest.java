package io.surtitle.task.detect;

import static io.surtitle.task.detect.Sounds.silence;
import static io.surtitle.task.detect.Sounds.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Input;
import io.surtitle.event.Pcm;
import io.surtitle.event.StreamEvent.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audio that is missing between two inputs. */
class DetectGapTest {
  private final Records records = new Records();
  private final Listening listening = new Listening(new Detect(Tiny.BUNDLE), Tiny.MODEL);
  private final Listening.Heard heard = listening.stream();

  /** Without media times, the missing record is as long as the one after it. */
  @Test
  void aSkippedNumberIsSilence() {
    take(records.next(voice(645, 150), false, -1, 7));
    take(records.next(voice(645, 150), false, -1, 8));
    assertThat(heard.causes()).containsExactly((Cause) null);

    take(records.next(voice(645, 150), false, -1, 10));

    assertThat(heard.causes()).containsExactly(null, Cause.SCORE, null);
    assertThat(heard.detections.get(1).endPts()).isBetween(1_250L, 1_400L);
    assertThat(heard.detections.get(2).startPts()).isBetween(1_900L, 2_000L);
  }

  @Test
  void silenceIsAsLongAsMediaTimesTell() {
    take(records.next(voice(645, 150), false, 1_000, 7));
    take(records.next(voice(645, 150), false, 1_745, 9));
    assertThat(heard.causes()).containsExactly((Cause) null);

    take(records.next(silence(640), false, -1, 10));

    assertThat(heard.causes()).containsExactly(null, Cause.SCORE);
    assertThat(heard.detections.get(1).endPts()).isBetween(2_390L, 2_500L);
  }

  @Test
  void manySkippedNumbersAreAGap() {
    take(records.next(voice(645, 150), false, -1, 7));
    take(records.next(voice(645, 150), false, -1, 8));

    take(records.next(voice(645, 150), false, -1, 13));

    assertThat(heard.causes()).containsExactly(null, Cause.GAP, null);
    Detection again = heard.detections.get(2);
    assertThat(again.startPts()).isBetween(1_290L, 1_400L);
    assertThat(again.part()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 144, 1_146, 90_000})
  void aMediaTimeThatJumpsIsAGap(long pts) {
    take(records.next(voice(645, 150), false, 0));

    take(records.next(voice(645, 150), false, pts));

    assertThat(heard.causes()).containsExactly(null, Cause.GAP, null);
    assertThat(heard.detections.get(1).endPts()).isEqualTo(640);
    assertThat(heard.detections.get(2).startPts()).isBetween(pts, pts + 128);
  }

  @ParameterizedTest
  @ValueSource(longs = {145, 645, 1_145})
  void aMediaTimeNearWhereTheAudioEndedIsNone(long pts) {
    take(records.next(voice(645, 150), false, 0));
    take(records.next(voice(645, 150), false, pts));

    take(records.next(silence(640), false, -1));

    assertThat(heard.causes()).containsExactly(null, Cause.SCORE);
    assertThat(heard.detections.get(1).endPts()).isBetween(pts + 600, pts + 800);
  }

  @Test
  void whatWasLeftOutIsAGap() {
    take(records.next(voice(645, 150), false, -1));

    take(records.next(voice(645, 150), false, -1).leftOut());

    assertThat(heard.causes()).containsExactly(null, Cause.GAP);
  }

  @Test
  void aRecreatedTopicIsAGap() {
    take(records.next(voice(645, 150), false, -1));

    take(Input.recreated(10_000_000_000_000L - 1, 5));

    assertThat(heard.causes()).containsExactly(null, Cause.GAP);
  }

  @Test
  void audioOfAnotherRateGoesOn() {
    take(records.next(voice(645, 150), false, -1));

    take(Input.of(Pcm.of(every(2, voice(645, 150)), 8_000), false, 1, -1, -1, 1));
    assertThat(heard.causes()).containsExactly((Cause) null);
    take(Input.of(Pcm.of(silence(640), 16_000), false, 2, -1, -1, 1));

    assertThat(heard.causes()).containsExactly(null, Cause.SCORE);
    assertThat(heard.detections.get(1).endPts()).isBetween(1_250L, 1_400L);
  }

  private static short[] every(int nth, short[] samples) {
    short[] some = new short[samples.length / nth];
    for (int i = 0; i < some.length; i++) {
      some[i] = samples[nth * i];
    }
    return some;
  }

  private void take(Input<Pcm> input) {
    listening.take(List.of(input));
  }
}
