package io.surtitle.text;

import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** Elongated words ({@code Goooal}) and laughter ({@code hahaha}). */
public final class DrawnOut {
  /** The same letter four times or more. */
  private static final Pattern LETTER =
      Pattern.compile("(\\p{L})\\1{3,}", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** A syllable of two or three letters, three times or more, and nothing else. */
  private static final Pattern SYLLABLES =
      Pattern.compile(
          "\\P{L}*\\p{L}?((\\p{L})(?!\\2)\\p{L}{1,2}?)\\1{2,}\\p{L}?\\P{L}*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private DrawnOut() {}

  /** Whether a word is a sound, such as laughter, rather than a word. */
  static boolean isSyllables(String word) {
    return SYLLABLES.matcher(word).matches();
  }

  /**
   * An elongated word in its usual spelling: a letter that occurs four times or more in a row is
   * kept once or twice, whichever the vocabulary spells with fewer pieces.
   *
   * @param pieces how many pieces of the vocabulary spell a word
   */
  public static String shortened(String word, ToIntFunction<String> pieces) {
    if (word.length() < 4 || !LETTER.matcher(word).find()) {
      return word;
    }
    String once = once(word);
    String twice = LETTER.matcher(word).replaceAll("$1$1");
    return pieces.applyAsInt(twice) <= pieces.applyAsInt(once) ? twice : once;
  }

  /** The same with every such letter kept once. */
  static String once(String word) {
    return word.length() > 3 ? LETTER.matcher(word).replaceAll("$1") : word;
  }
}
