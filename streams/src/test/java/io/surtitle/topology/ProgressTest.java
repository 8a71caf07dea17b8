package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private Instant now = Instant.ofEpochMilli(1_790_000_000_000L);
  private long waiting;
  private final Progress progress = new Progress(() -> now);

  @Test
  void whereNothingWaitsNothingHasToBeDone() {
    progress.watch(() -> 0);

    pass(Progress.PATIENCE.multipliedBy(2));

    assertThat(progress.obstacle()).isEmpty();
  }

  @Test
  void whatWaitsForAMinuteWithoutAWaveIsAnObstacle() {
    progress.watch(() -> waiting);
    assertThat(progress.obstacle()).isEmpty();
    waiting = 3;
    pass(Progress.PATIENCE.minusMillis(1));
    assertThat(progress.obstacle()).isEmpty();

    pass(Duration.ofSeconds(1));

    assertThat(progress.obstacle()).contains("3 records wait, and no wave was done for 60 s");
  }

  @Test
  void aWaveIsProgress() {
    progress.watch(() -> 3);
    pass(Progress.PATIENCE);
    assertThat(progress.obstacle()).isPresent();

    progress.moved();

    assertThat(progress.obstacle()).isEmpty();
  }

  @Test
  void theTimeBeginsWhenSomethingBeginsToWait() {
    progress.watch(() -> waiting);
    pass(Progress.PATIENCE.multipliedBy(5));
    assertThat(progress.obstacle()).isEmpty();
    waiting = 1;

    pass(Duration.ofSeconds(10));

    assertThat(progress.obstacle()).isEmpty();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
