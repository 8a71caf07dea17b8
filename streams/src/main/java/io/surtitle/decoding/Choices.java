package io.surtitle.decoding;

/**
 * What may come next in a translation.
 *
 * @param ids of tokens, best first
 * @param logProbabilities of those
 */
public record Choices(int[] ids, float[] logProbabilities) {}
