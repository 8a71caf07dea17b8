package io.surtitle.session;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The same word said over and over: after {@value #MOST} times in a row it is not read again, since
 * a network makes something up of what never is in what it learnt from. Numbers are always read.
 */
final class Repeats {
  static final int MOST = 3;

  /** So many times in a row, and the utterance ends, since what was said of it is kept. */
  static final int ENDLESS = 60;

  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");
  private static final Pattern NUMBER = Pattern.compile("\\p{N}");

  private String last = "";
  private int count;

  /** Whether a word was said too often; counts it. */
  boolean isOneMore(String word) {
    String letters = NOT_LETTERS.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
    boolean same = !letters.isEmpty() && letters.equals(last) && !NUMBER.matcher(word).find();
    count = same ? count + 1 : 1;
    last = letters;
    return count > MOST;
  }

  /** Whether the utterance is to end after the word. */
  boolean isEndless() {
    return count >= ENDLESS;
  }

  void reset() {
    last = "";
    count = 0;
  }
}
