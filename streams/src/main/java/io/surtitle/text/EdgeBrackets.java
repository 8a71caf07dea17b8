package io.surtitle.text;

import java.util.regex.Pattern;

/** Brackets around a sentence, written without a space at its first and last word. */
public final class EdgeBrackets {
  private static final Pattern OPENING = Pattern.compile("[(\\[][\\p{L}\\p{N}]");
  private static final String CLOSING = ")]";

  private EdgeBrackets() {}

  /** Where a word begins after its opening bracket; 0 if it has none. */
  public static int start(String word) {
    return OPENING.matcher(word).lookingAt() ? 1 : 0;
  }

  /** Where a word ends before its closing brackets. */
  public static int end(String word) {
    int end = word.length();
    while (end > 1 && CLOSING.indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }
}
