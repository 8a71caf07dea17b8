package io.surtitle.decoding;

/**
 * Candidates for the next token of a translation.
 *
 * @param ids token ids, best first
 * @param logProbabilities those of the ids
 */
public record Choices(int[] ids, float[] logProbabilities) {
  /** Some of them, by their indices. */
  Choices of(int[] chosen) {
    int[] some = new int[chosen.length];
    float[] scores = new float[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      some[i] = ids[chosen[i]];
      scores[i] = logProbabilities[chosen[i]];
    }
    return new Choices(some, scores);
  }
}
