package io.surtitle.task.transcribe;

import org.jspecify.annotations.Nullable;

/**
 * What language models add to the score of a hypothesis. Natural logarithms.
 *
 * @param ngrams a model over words, if there is one
 * @param lmWeight how much it counts
 * @param wordBonus for each word, since a language model prefers few
 * @param rnnWeight how much the recurrent model over labels counts, 0 if there is none
 */
record Scoring(@Nullable Ngrams ngrams, double lmWeight, double wordBonus, double rnnWeight) {
  private static final double LN10 = StrictMath.log(10);
  private static final int[] NO_CONTEXT = {};

  /** Without a language model. */
  static final Scoring NONE = new Scoring(null, 0, 0, 0);

  /** Whether each label is given a probability by a recurrent model. */
  boolean isRecurrent() {
    return rnnWeight != 0;
  }

  /** The context with which an utterance begins. */
  int[] begin() {
    return ngrams == null ? NO_CONTEXT : ngrams.begin();
  }

  /** What a word adds once it is complete. */
  double word(int[] context, String word) {
    return wordBonus + (ngrams == null ? 0 : lmWeight * LN10 * ngrams.word(context, word));
  }

  /** The context after it. */
  int[] then(int[] context, String word) {
    return ngrams == null ? context : ngrams.then(context, word);
  }

  /** What a label adds. */
  double label(History before, int label) {
    return isRecurrent() ? rnnWeight * before.next()[label] : 0;
  }

  /** What the end of an utterance adds. */
  double end(int[] context, History history) {
    return (ngrams == null ? 0 : lmWeight * LN10 * ngrams.end(context))
        + label(history, Labels.BLANK);
  }
}
