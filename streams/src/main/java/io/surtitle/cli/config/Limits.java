package io.surtitle.cli.config;

import static io.surtitle.cli.config.InvalidValueException.require;
import static io.surtitle.cli.config.InvalidValueException.requireBetween;

import io.surtitle.topology.TopologySettings.Behind;
import java.time.Duration;

/**
 * Limits that bound memory and delay; streams and inputs are counted per partition.
 *
 * @param recordBytes maximum size of one input's text in bytes
 * @param audioBytes maximum size of one input's audio in bytes
 * @param streams maximum number of sessions
 * @param pending maximum number of pending inputs
 * @param pendingBytes maximum size of pending inputs in bytes
 * @param idle a session that got no input for this long is closed
 * @param lag age of a pending input above which its stream is behind
 * @param behind how to treat a stream that is behind
 */
public record Limits(
    int recordBytes,
    int audioBytes,
    int streams,
    int pending,
    int pendingBytes,
    Duration idle,
    Duration lag,
    Behind behind)
    implements Section {
  /** Checks the values. */
  public Limits {
    requireBetween(recordBytes, 1, 10_000_000, "recordBytes");
    requireBetween(audioBytes, 2, 10_000_000, "audioBytes");
    requireBetween(streams, 1, 1_000_000, "streams");
    requireBetween(pending, 1, 1_000_000, "pending");
    requireBetween(pendingBytes, 1, 1_000_000_000, "pendingBytes");
    require(idle.toMillis() >= 1, "idle", Durations.FORM);
    require(lag.toMillis() >= 1, "lag", Durations.FORM);
  }
}
