package io.surtitle.cli;

/**
 * How fast words are spoken.
 *
 * @param wpm words a minute of media time, at least 1
 * @param live whether media time passes as time does
 */
record Pace(int wpm, boolean live) {
  /** Of natural speech; media time passes so even where nothing waits for it. */
  static final int USUAL = 150;

  private static final int MOST = 100_000;

  /** The pace of an option: words a minute, or 0 for no waiting. */
  static Pace of(int wpm) {
    return wpm == 0 ? new Pace(USUAL, false) : new Pace(wpm, true);
  }

  /** Words a minute, or 0. */
  static final class WordsPerMinute extends WholeNumber {
    WordsPerMinute() {
      super(0, MOST);
    }
  }

  /** A clock that begins now. */
  MediaClock clock() {
    return live ? MediaClock.live() : MediaClock.rushing();
  }
}
