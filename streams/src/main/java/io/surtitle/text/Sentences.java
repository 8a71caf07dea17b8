package io.surtitle.text;

import java.util.Locale;
import java.util.Set;

/** Where an utterance ends by punctuation. */
public final class Sentences {
  private static final String FINAL = ".!?\u2026\u3002\uFF01\uFF1F\u061F\u0964";
  private static final String CLOSERS = "\"')]}\u00BB\u201D\u2019\u300D\u300F";
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "st", "jr", "sr", "vs", "prof", "gen", "sgt", "capt", "lt",
          "rev", "hon", "e.g", "i.e", "u.s", "u.k", "a.m", "p.m", "dept");

  private Sentences() {}

  /**
   * Whether a word ends a sentence: its last mark, closing quotes and brackets aside, is final and
   * the word is no abbreviation such as {@code Dr.} or {@code U.S.}
   */
  public static boolean endsWith(String word) {
    int end = word.length();
    while (end > 0 && CLOSERS.indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end == 0 || FINAL.indexOf(word.charAt(end - 1)) < 0) {
      return false;
    }
    return word.charAt(end - 1) != '.' || !isAbbreviation(word.substring(0, end - 1));
  }

  private static boolean isAbbreviation(String stem) {
    return ABBREVIATIONS.contains(stem.toLowerCase(Locale.ROOT)) || isInitial(stem);
  }

  /** A single capital that is not the word I. */
  private static boolean isInitial(String stem) {
    return stem.length() == 1 && Character.isUpperCase(stem.charAt(0)) && !stem.equals("I");
  }
}
