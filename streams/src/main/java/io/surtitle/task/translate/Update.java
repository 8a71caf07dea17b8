package io.surtitle.task.translate;

import org.jspecify.annotations.Nullable;

/**
 * The new caption of an utterance in one language, as viewers should now see it.
 *
 * @param language BCP 47 tag of the target language
 * @param utterance the position of the input in which the utterance began
 * @param part how many utterances began in that input before it
 * @param revision how many updates of this utterance and language came before it
 * @param last whether this is the final one
 * @param text the whole caption so far; an earlier update's text is a prefix of it
 * @param source the source text so far
 * @param startPts media time of the utterance's first input in milliseconds, or -1
 * @param endPts media time of its newest input in milliseconds, or -1
 * @param timestamp when its newest input was appended, in milliseconds since the epoch
 * @param delays for each target token the source tokens that it could see
 * @param sourceTokens source tokens so far
 * @param model name of the model that made it
 * @param modelVersion that model's version
 * @param chrf measured quality of its translations into the language; null if not measured
 */
public record Update(
    String language,
    long utterance,
    int part,
    int revision,
    boolean last,
    String text,
    String source,
    long startPts,
    long endPts,
    long timestamp,
    int[] delays,
    int sourceTokens,
    String model,
    String modelVersion,
    @Nullable Double chrf) {}
