package io.surtitle.topology;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the backlog is being processed: inputs that wait for a wave in this process, and records
 * that wait in Kafka. Thread-safe.
 */
final class Progress {
  /** How long records may wait without any progress. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private volatile LongSupplier waiting = () -> 0;

  /** The last time at which there was progress or nothing waited, epoch milliseconds. */
  private volatile long moved;

  Progress(InstantSource clock) {
    this.clock = clock;
    moved = clock.millis();
  }

  /** Sets the source of the number of waiting records. */
  void watch(LongSupplier records) {
    waiting = records;
  }

  /** Records progress: a wave was completed, or records were taken. */
  void moved() {
    moved = clock.millis();
  }

  /**
   * Why captions have stopped, if they have. Must be called often, since each call records whether
   * anything waits.
   */
  Optional<String> obstacle() {
    long now = clock.millis();
    long records = waiting.getAsLong();
    if (records == 0) {
      moved = now;
    }
    long still = now - moved;
    return still < PATIENCE.toMillis()
        ? Optional.empty()
        : Optional.of(
            "%d records wait, and no wave was done for %d s".formatted(records, still / 1000));
  }
}
