package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import java.util.regex.Pattern;

/**
 * Capitals at the beginning of sentences in a language. After a full stop only a word of four
 * letters or more ends a sentence for certain; a shorter one may be an abbreviation.
 */
final class Capitals {
  /** Abbreviations of four letters or more, in any language, are rare enough to be listed here. */
  private static final Pattern WORD =
      Pattern.compile(
          "[^\\p{L}]*+(?!(?:inkl|exkl|zzgl|evtl|bzgl|allg|usw|prof|univ|aprox|pagg|bijv|incl|excl"
              + "|godz|proc|yakl|approx|руб|дол|стр)\\.)[\\p{L}\\p{M}'\u2019-]{4,}\\.",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final ULocale locale;
  private final boolean greek;
  private final boolean dutch;

  /** For the primary subtag of a BCP 47 tag. */
  Capitals(String language) {
    this.locale = ULocale.forLanguageTag(language);
    this.greek = language.equals("el");
    this.dutch = language.equals("nl");
  }

  /** Whether a sentence ends at the end of a text that a space follows. */
  boolean endsSentence(CharSequence text) {
    return switch (Points.last(text)) {
      case '!', '?' -> true;
      case ';' -> greek;
      case '.' -> WORD.matcher(Points.lastWord(text)).matches();
      default -> false;
    };
  }

  /** A letter as it begins a sentence. */
  String capital(int letter) {
    return UCharacter.toTitleCase(locale, Character.toString(letter), null);
  }

  /** Whether a letter has the case of the one before it: Dutch writes IJ at a beginning. */
  boolean joins(int letter, int next) {
    return dutch && letter == 'I' && next == 'j';
  }
}
