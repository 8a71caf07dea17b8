package io.surtitle.cli.command;

/** An option's words a minute; 0 for no wait between words. */
final class WordsPerMinute extends WholeNumber {
  private static final int MOST = 100_000;

  WordsPerMinute() {
    super(0, MOST);
  }
}
