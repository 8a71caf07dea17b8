package io.surtitle.decoding;

/**
 * Decides when to read and when to write, as a function of progress alone.
 *
 * <p>A policy also bounds the source tokens that a target token may see. A translation therefore
 * does not depend on how the source arrived: word by word, in lines, or all at once after a
 * restart.
 */
@FunctionalInterface
public interface Policy {
  /** The next action of an unfinished translation. */
  Decision next(Progress progress);

  /**
   * Stays {@code k} source tokens behind, then alternates read and write (Ma et al. 2019,
   * arXiv:1810.08398). Target token j, from 0, sees the first j + k source tokens.
   *
   * @throws IllegalArgumentException if k is less than 1
   */
  static Policy waitK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("wait-k needs a k of at least 1, not " + k);
    }
    return progress -> {
      int needed = k + progress.written() + progress.waits();
      if (needed <= progress.read()) {
        return new Decision.Write(needed);
      }
      return progress.sourceEnded() ? new Decision.Write(progress.read()) : Decision.READ;
    };
  }

  /** Reads to the end of the utterance, then writes. */
  static Policy fullSentence() {
    return progress -> progress.sourceEnded() ? new Decision.Write(progress.read()) : Decision.READ;
  }
}
