package io.surtitle.task.transcribe;

import java.util.Arrays;

/**
 * What may have been said since the last word that was sent, with the probability of all alignments
 * that write it. Probabilities are natural logarithms.
 *
 * @param labels it writes
 * @param frames in which each label was most likely written
 * @param blank probability of the alignments that end in a blank
 * @param other probability of those that end in the last label
 * @param language what language models add to its score
 * @param context the last words, for the n-gram model
 * @param history of all labels since the utterance began, for the recurrent model
 */
record Hypothesis(
    int[] labels,
    long[] frames,
    double blank,
    double other,
    double language,
    int[] context,
    History history) {

  /** Nothing has been said. */
  static Hypothesis empty(int[] context, History history) {
    return new Hypothesis(new int[0], new long[0], 0, LogSum.ZERO, 0, context, history);
  }

  /** Probability of all alignments. */
  double total() {
    return LogSum.of(blank, other);
  }

  /** What hypotheses are compared by. */
  double score() {
    return total() + language;
  }

  /** The last label; the blank where a word that was sent, or nothing, came before. */
  int last() {
    return labels.length == 0 ? Labels.BLANK : labels[labels.length - 1];
  }

  /** Whether no word has begun that is still to end. */
  boolean isBetweenWords(int space) {
    return labels.length == 0 || last() == space;
  }

  /** Where the word in which it ends begins. */
  int wordStart(int space) {
    int start = labels.length;
    while (start > 0 && labels[start - 1] != space) {
      start--;
    }
    return start;
  }

  /** How many labels its first word has, -1 if that is not followed by a space. */
  int firstWord(int space) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == space) {
        return i;
      }
    }
    return -1;
  }

  /** Whether another begins with the same first word and the space after it. */
  boolean agrees(Hypothesis other, int count) {
    return other.labels.length >= count
        && labels.length >= count
        && Arrays.equals(labels, 0, count, other.labels, 0, count);
  }

  /** Whether another is this one and a label more. */
  boolean isExtendedBy(Hypothesis longer) {
    return longer.labels.length == labels.length + 1 && agrees(longer, labels.length);
  }

  /** The same without its first labels, which were sent. */
  Hypothesis without(int count) {
    return new Hypothesis(
        Arrays.copyOfRange(labels, count, labels.length),
        Arrays.copyOfRange(frames, count, frames.length),
        blank,
        other,
        language,
        context,
        history);
  }

  /** The same with other probabilities. */
  Hypothesis with(double blankNow, double otherNow) {
    return new Hypothesis(labels, frames, blankNow, otherNow, language, context, history);
  }

  /** The same with what the recurrent model says of it. */
  Hypothesis read(History now) {
    return new Hypothesis(labels, frames, blank, other, language, context, now);
  }

  /** The same, its last label written in another frame. */
  Hypothesis lastAt(long frame) {
    long[] moved = frames.clone();
    moved[moved.length - 1] = frame;
    return new Hypothesis(labels, moved, blank, other, language, context, history);
  }

  /** The same with one label more, after which all alignments end in that label. */
  Hypothesis extended(
      int label, long frame, double otherNow, double languageNow, int[] contextNow) {
    int[] longer = Arrays.copyOf(labels, labels.length + 1);
    long[] longerFrames = Arrays.copyOf(frames, frames.length + 1);
    longer[labels.length] = label;
    longerFrames[frames.length] = frame;
    return new Hypothesis(
        longer, longerFrames, LogSum.ZERO, otherNow, languageNow, contextNow, history.then(label));
  }
}
