package io.surtitle.decoding;

import com.ibm.icu.lang.UScript;
import java.util.regex.Pattern;

/** Whether languages and scripts put spaces around words. */
final class Spacing {
  /** Punctuation before a word that belongs to it. Of two straight quotation marks one does. */
  private static final String OPENING = "\u00A1\u00BF\u00AB\u2019\u05BE\u0640'\"-/";

  /** Tags of the languages in which prepositions are part of the next word. */
  private static final Pattern PREFIXING = Pattern.compile("(?:ar|he)(?:[-_].*)?");

  private final boolean prefixing;

  /** For a language, a BCP 47 tag. */
  Spacing(String language) {
    this.prefixing = PREFIXING.matcher(language).matches();
  }

  /** Whether a term after a character is another word; 0 is the beginning of a text. */
  boolean endsWord(int last) {
    return last != 0
        && Character.getType(last) != Character.START_PUNCTUATION
        && OPENING.indexOf(last) < 0
        && !isWithout(last)
        && !(prefixing && hasPrefixes(last));
  }

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
  private static boolean hasPrefixes(int character) {
    int script = UScript.getScript(character);
    return script == UScript.HEBREW || script == UScript.ARABIC;
  }
}
