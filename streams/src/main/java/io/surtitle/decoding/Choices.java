package io.surtitle.decoding;

/**
 * Candidates for the next token of a translation.
 *
 * @param ids token ids, best first
 * @param logProbabilities those of the ids
 */
public record Choices(int[] ids, float[] logProbabilities) {}
