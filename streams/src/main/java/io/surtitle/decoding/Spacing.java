package io.surtitle.decoding;

import com.ibm.icu.lang.UScript;

/** Whether scripts put spaces around words. */
final class Spacing {
  private Spacing() {}

  /**
   * Whether a letter's script attaches particles to words, or does not separate words by spaces.
   */
  static boolean isWithout(int character) {
    return switch (UScript.getScript(character)) {
      case UScript.HAN,
          UScript.HIRAGANA,
          UScript.KATAKANA,
          UScript.HANGUL,
          UScript.THAI,
          UScript.LAO,
          UScript.KHMER,
          UScript.MYANMAR ->
          true;
      default -> character == 0x30FC;
    };
  }

  /** Whether a letter's script writes prepositions as part of a word. */
  static boolean hasPrefixes(int character) {
    int script = UScript.getScript(character);
    return script == UScript.HEBREW || script == UScript.ARABIC;
  }
}
