package io.surtitle.topology;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether what waits is worked off: inputs that wait for a wave here, and records that wait in
 * Kafka. Safe for use by many threads.
 */
final class Progress {
  /** How long records may wait while nothing is done. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private volatile LongSupplier waiting = () -> 0;

  /** When something was done last, or nothing waited; epoch milliseconds. */
  private volatile long moved;

  Progress(InstantSource clock) {
    this.clock = clock;
    moved = clock.millis();
  }

  /** Tells it who knows how many records wait. */
  void watch(LongSupplier records) {
    waiting = records;
  }

  /** A wave was done, or records were taken. */
  void moved() {
    moved = clock.millis();
  }

  /** Why captions stand still, if they do. Ask often: it remembers when nothing waited. */
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
