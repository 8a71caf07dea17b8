package io.surtitle.task.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.engine.Input;
import io.surtitle.event.Pcm;
import io.surtitle.metrics.EngineMeters;
import org.junit.jupiter.api.Test;

/** What is missing is counted. */
class AudioWatchTest {
  private static final int RATE = 16_000;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Hearing hearing = new Hearing(RATE, AudioWatch.of(new EngineMeters(registry)));

  @Test
  void audioThatGoesOnHasNoGap() {
    take(1_600, -1, 0);
    take(1_600, 100, 1);
    take(1_600, 100, 1);
    hearing.take(Input.silence(9, 9));

    assertThat(gaps("filled")).isZero();
    assertThat(gaps("open")).isZero();
  }

  @Test
  void silenceFillsWhatIsMissing() {
    take(1_600, -1, 0);
    take(1_600, -1, 3);
    take(1_600, -1, 5);

    assertThat(gaps("filled")).isEqualTo(2);
    assertThat(missing("filled")).isCloseTo(0.3, within(1e-9));
    assertThat(gaps("open")).isZero();
  }

  @Test
  void aLongGapStaysOpen() {
    take(1_600, 0, 0);
    take(1_600, 60_100, 9);

    assertThat(gaps("open")).isOne();
    assertThat(missing("open")).isEqualTo(60);
    assertThat(gaps("filled")).isZero();
  }

  /** Nobody knows whether something was to be heard meanwhile. */
  @Test
  void aJumpOfTheClockIsAnOpenGapInWhichNothingIsMissing() {
    take(1_600, 0, 0);
    take(1_600, 60_100, 1);

    assertThat(gaps("open")).isOne();
    assertThat(missing("open")).isZero();
  }

  private void take(int samples, long pts, long sequence) {
    hearing.take(Pcm.of(new short[samples], RATE), false, pts, sequence);
  }

  private double gaps(String kind) {
    return registry.get("surtitle.audio.gaps").tag("kind", kind).counter().count();
  }

  private double missing(String kind) {
    return registry.get("surtitle.audio.missing").tag("kind", kind).counter().count();
  }
}
