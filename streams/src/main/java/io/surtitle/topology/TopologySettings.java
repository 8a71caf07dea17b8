package io.surtitle.topology;

import java.time.Duration;
import java.util.List;

/**
 * How the topology behaves.
 *
 * @param topics where it reads and writes
 * @param targets languages to translate into, BCP 47 tags that the bundle has
 * @param silence an utterance that nothing was added to for so long ends
 * @param batch how inputs of many streams come together
 * @param limits what keeps memory and delay bounded
 */
public record TopologySettings(
    TopicNames topics, List<String> targets, Duration silence, Batch batch, Limits limits) {
  public static final Duration SILENCE = Duration.ofSeconds(2);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the silence is too short or there is no target
   */
  public TopologySettings {
    targets = List.copyOf(targets);
    check(!targets.isEmpty(), "there is no target language");
    check(silence.toMillis() >= 1, "silence must be at least 1 ms");
  }

  /** Everything as the documentation says, for some target languages. */
  public static TopologySettings defaults(List<String> targets) {
    return new TopologySettings(
        TopicNames.DEFAULT, targets, SILENCE, Batch.DEFAULT, Limits.DEFAULT);
  }

  /**
   * Where inputs come from and captions go to.
   *
   * @param text of inputs
   * @param captionPrefix a caption topic is this and the language
   * @param deadLetters where refused inputs go
   * @param glossary of names and fixed terms, compacted
   */
  public record TopicNames(String text, String captionPrefix, String deadLetters, String glossary) {
    public static final TopicNames DEFAULT =
        new TopicNames("broadcast.text", "captions.", "surtitle.dead-letters", "surtitle.glossary");

    /** The topic of one language's captions. */
    public String captions(String language) {
      return captionPrefix + language;
    }
  }

  /**
   * How inputs of many streams come together.
   *
   * @param max most sessions in one run of the model
   * @param delay longest wait for a batch to fill
   */
  public record Batch(int max, Duration delay) {
    public static final Batch DEFAULT = new Batch(128, Duration.ofMillis(10));

    private static final int TICKS = 5;

    /** How often it is seen to whether a wave is due. */
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
   * What keeps memory and delay bounded. Streams and inputs are counted for each partition.
   *
   * @param recordBytes most bytes of an input's value; a larger one is a dead letter
   * @param streams most sessions; inputs of a further stream are dead letters until one is idle
   * @param pending most inputs that wait; above that none is read until waves have taken some
   * @param idle a session that nothing was heard of for so long is closed
   * @param lag age of a waiting input above which its stream is behind
   * @param behind what becomes of a stream that is
   */
  public record Limits(
      int recordBytes, int streams, int pending, Duration idle, Duration lag, Behind behind) {
    public static final Limits DEFAULT =
        new Limits(
            4096, 1000, 256, Duration.ofMinutes(10), Duration.ofSeconds(30), Behind.CATCH_UP);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public Limits {
      check(recordBytes >= 1, "limits.recordBytes must be at least 1");
      check(streams >= 1, "limits.streams must be at least 1");
      check(pending >= 1, "limits.pending must be at least 1");
      check(idle.toMillis() >= 1, "limits.idle must be at least 1 ms");
      check(lag.toMillis() >= 1, "limits.lag must be at least 1 ms");
    }
  }

  /** What becomes of a stream that is too far behind. */
  public enum Behind {
    /** Every input is translated, however late. */
    CATCH_UP,
    /** What is too old is left out, with a mark in the captions. */
    SKIP_TO_LIVE
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
