package io.surtitle.topology;

import java.time.Duration;
import java.util.List;

/**
 * How the topology behaves.
 *
 * @param textTopic where inputs come from
 * @param captionTopicPrefix a caption topic is this and the language
 * @param deadLetterTopic where refused inputs go
 * @param targets languages to translate into, BCP 47 tags that the bundle has
 * @param silence an utterance that nothing was added to for so long ends
 * @param maxRecordBytes most bytes of an input's value
 * @param maxTokens source tokens after which an utterance ends, its end token included
 * @param beam hypotheses kept in the search for the rest of a caption once its source ended
 * @param batchMax most sessions in one run of the model
 * @param batchDelay longest wait for a batch to fill
 */
public record TopologySettings(
    String textTopic,
    String captionTopicPrefix,
    String deadLetterTopic,
    List<String> targets,
    Duration silence,
    int maxRecordBytes,
    int maxTokens,
    int beam,
    int batchMax,
    Duration batchDelay) {
  public static final String TEXT_TOPIC = "broadcast.text";
  public static final String CAPTION_TOPIC_PREFIX = "captions.";
  public static final String DEAD_LETTER_TOPIC = "surtitle.dead-letters";
  public static final Duration SILENCE = Duration.ofSeconds(2);
  public static final int MAX_RECORD_BYTES = 4096;
  public static final int MAX_TOKENS = 80;
  public static final int BEAM = 4;
  public static final int BATCH_MAX = 64;
  public static final Duration BATCH_DELAY = Duration.ofMillis(10);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number or duration is too small, or there is no target
   */
  public TopologySettings {
    targets = List.copyOf(targets);
    check(!targets.isEmpty(), "there is no target language");
    check(silence.toMillis() >= 1, "silence must be at least 1 ms");
    check(maxRecordBytes >= 1, "maxRecordBytes must be at least 1");
    check(maxTokens >= 2, "maxTokens must be at least 2");
    check(beam >= 1, "beam must be at least 1");
    check(batchMax >= 1, "batchMax must be at least 1");
    check(batchDelay.toMillis() >= 1, "batchDelay must be at least 1 ms");
  }

  /** Everything as the documentation says, for some target languages. */
  public static TopologySettings defaults(List<String> targets) {
    return new TopologySettings(
        TEXT_TOPIC,
        CAPTION_TOPIC_PREFIX,
        DEAD_LETTER_TOPIC,
        targets,
        SILENCE,
        MAX_RECORD_BYTES,
        MAX_TOKENS,
        BEAM,
        BATCH_MAX,
        BATCH_DELAY);
  }

  /** The topic of one language's captions. */
  public String captionTopic(String language) {
    return captionTopicPrefix + language;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
