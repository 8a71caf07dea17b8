package io.surtitle.benchmarks;

/** Finds the largest load that still holds, by trial. */
final class PaceSearch {
  private final Trial trial;
  private final int grain;
  private int left;

  /** Tries one load. */
  @FunctionalInterface
  interface Trial {
    /** Whether the load held. */
    boolean holds(int streams) throws InterruptedException;
  }

  /**
   * A search.
   *
   * @param grain loads are multiples of this
   * @param most loads to try
   */
  PaceSearch(Trial trial, int grain, int most) {
    this.trial = trial;
    this.grain = grain;
    this.left = most;
  }

  /**
   * The largest load that held, 0 if none did: starts from a guess, multiplies by one and a half or
   * halves until one load holds and a higher one does not, then searches between the two.
   */
  int largest(int guess) throws InterruptedException {
    int good = 0;
    int bad = Integer.MAX_VALUE;
    int next = rounded(guess);
    while (left > 0 && next > good && next < bad) {
      left--;
      if (trial.holds(next)) {
        good = next;
      } else {
        bad = next;
      }
      next = bad == Integer.MAX_VALUE ? rounded(good * 3 / 2) : rounded((good + bad) / 2);
    }
    return good;
  }

  private int rounded(int streams) {
    return Math.max(grain, streams / grain * grain);
  }
}
