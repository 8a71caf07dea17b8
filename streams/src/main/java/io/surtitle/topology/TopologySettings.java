package io.surtitle.topology;

import io.surtitle.event.TopicNames;
import java.time.Duration;

/**
 * Settings of the topology.
 *
 * @param deadLetters topic of refused inputs
 * @param silence how long nothing must be added to what is open, such as an utterance, before it
 *     ends
 * @param batch how inputs of many streams are batched
 * @param limits limits of memory and delay
 */
public record TopologySettings(String deadLetters, Duration silence, Batch batch, Limits limits) {
  public static final Duration SILENCE = Duration.ofSeconds(2);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the silence is too short
   */
  public TopologySettings {
    check(silence.toMillis() >= 1, "silence must be at least 1 ms");
  }

  /** The documented defaults. */
  public static TopologySettings defaults() {
    return new TopologySettings(
        TopicNames.DEFAULT.deadLetters(), SILENCE, Batch.DEFAULT, Limits.DEFAULT);
  }

  /**
   * * How inputs of many streams are batched.
   *
   * @param max maximum number of sessions in one run of the model
   * @param delay longest time to wait for a batch to fill
   */
  public record Batch(int max, Duration delay) {
    public static final Batch DEFAULT = new Batch(128, Duration.ofMillis(10));

    private static final int TICKS = 5;

    /** How often to check whether a wave is due. */
    Duration tick() {
      return Duration.ofMillis(Math.max(1, delay.toMillis() / TICKS));
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public Batch {
      check(max >= 1, "batch.max must be at least 1");
      check(delay.toMillis() >= 1, "batch.delay must be at least 1 ms");
    }
  }

  /**
   * Limits of memory and delay. Streams and inputs are counted for each partition.
   *
   * @param streams maximum number of streams; inputs of a further one become dead letters until
   *     another is idle
   * @param pending maximum number of pending inputs; beyond it, nothing is read until waves have
   *     taken some
   * @param pendingBytes the same for their bytes
   * @param idle time without an input after which a stream is closed
   * @param lag age of a waiting input above which its stream is behind
   * @param behind what happens to a stream that is behind
   */
  public record Limits(
      int streams, int pending, int pendingBytes, Duration idle, Duration lag, Behind behind) {
    public static final Limits DEFAULT =
        new Limits(
            1000, 256, 16 << 20, Duration.ofMinutes(10), Duration.ofSeconds(30), Behind.CATCH_UP);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public Limits {
      check(streams >= 1, "limits.streams must be at least 1");
      check(pending >= 1, "limits.pending must be at least 1");
      check(pendingBytes >= 1, "limits.pendingBytes must be at least 1");
      check(idle.toMillis() >= 1, "limits.idle must be at least 1 ms");
      check(lag.toMillis() >= 1, "limits.lag must be at least 1 ms");
    }
  }

  /** What happens to a stream that is behind. */
  public enum Behind {
    /** Every input is translated, however late. */
    CATCH_UP,
    /** Old inputs are skipped, with a mark in the captions. */
    SKIP_TO_LIVE
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
