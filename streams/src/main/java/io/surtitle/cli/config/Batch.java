package io.surtitle.cli.config;

import static io.surtitle.cli.config.InvalidValueException.require;
import static io.surtitle.cli.config.InvalidValueException.requireBetween;

import io.surtitle.inference.Batching;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How inputs of many streams are batched. What is null follows from the device.
 *
 * @param max maximum number of streams that a partition has in a wave
 * @param delay how long an input waits for others at most
 * @param rows enough rows in one run of the model
 * @param padded whether runs are padded to a few sizes
 * @param shared whether all stream threads share one runner
 */
public record Batch(
    @Nullable Integer max,
    Duration delay,
    @Nullable Integer rows,
    @Nullable Boolean padded,
    @Nullable Boolean shared)
    implements Section {
  private static final int MOST = 4096;

  /** Checks the values. */
  public Batch {
    requireBetween(max == null ? 1 : max, 1, MOST, "max");
    require(delay.toMillis() >= 1, "delay", Durations.FORM);
    requireBetween(rows == null ? 1 : rows, 1, MOST, "rows");
  }

  /** What does not follow from the device. */
  public Batching.Overrides overrides() {
    return new Batching.Overrides(max, rows, padded, shared);
  }
}
