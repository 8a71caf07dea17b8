package io.surtitle.task.translate;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The same word said over and over. After {@value #MOST} times in a row it is no longer read, since
 * the network hallucinates on text unlike its training data. Numbers are always read.
 */
final class Repeats {
  static final int MOST = 3;

  /** After this many repeats the utterance ends, since its source text is kept in memory. */
  static final int ENDLESS = 60;

  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");
  private static final Pattern NUMBER = Pattern.compile("\\p{N}");

  private String last = "";
  private int count;

  /** Counts a word; returns whether it was said too often. */
  boolean isOneMore(String word) {
    String letters = NOT_LETTERS.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
    boolean same = !letters.isEmpty() && letters.equals(last) && !NUMBER.matcher(word).find();
    count = same ? count + 1 : 1;
    last = letters;
    return count > MOST;
  }

  /** Whether the utterance must end after the word. */
  boolean isEndless() {
    return count >= ENDLESS;
  }

  void reset() {
    last = "";
    count = 0;
  }
}
