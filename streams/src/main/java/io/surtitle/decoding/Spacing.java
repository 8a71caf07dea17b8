package io.surtitle.decoding;

import com.ibm.icu.lang.UScript;

/** Which scripts put spaces around a word. */
final class Spacing {
  private Spacing() {}

  /** Whether a letter is of a script in which particles join a word, or words are not spaced. */
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

  /** Whether a letter is of a script in which prepositions are written as part of a word. */
  static boolean hasPrefixes(int character) {
    int script = UScript.getScript(character);
    return script == UScript.HEBREW || script == UScript.ARABIC;
  }
}
