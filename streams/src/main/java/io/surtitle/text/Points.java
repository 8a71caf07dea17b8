package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;

/** Properties of characters that decide how running text is written. */
final class Points {
  private static final String OPENERS = "\u00A1\u00BF";

  /** Quotation marks, the ellipsis and the dash. */
  private static final String SHARED = "\u2018\u2019\u201C\u201D\u2026\u2014";

  private Points() {}

  /** The last character of a text; 0 if it is empty. */
  static int last(CharSequence text) {
    return text.length() == 0 ? 0 : Character.codePointBefore(text, text.length());
  }

  /** What follows the last space of a text. */
  static String lastWord(CharSequence text) {
    String all = text.toString();
    return all.substring(all.lastIndexOf(' ') + 1);
  }

  /**
   * Whether a character of Chinese or Japanese text has no space beside it: an ideograph, kana,
   * full-width punctuation, and the marks that other scripts have too.
   */
  static boolean isEastAsian(int point) {
    return isWide(point) || SHARED.indexOf(point) >= 0;
  }

  /** Whether a character is an ideograph, kana, Hangul or full-width punctuation. */
  private static boolean isWide(int point) {
    return switch (UCharacter.getIntPropertyValue(point, UProperty.EAST_ASIAN_WIDTH)) {
      case EastAsianWidth.WIDE, EastAsianWidth.FULLWIDTH, EastAsianWidth.HALFWIDTH ->
          !UCharacter.hasBinaryProperty(point, UProperty.EXTENDED_PICTOGRAPHIC);
      default -> false;
    };
  }

  /** Whether a character belongs to the one before it: an accent, a vowel sign, a virama. */
  static boolean isMark(int point) {
    return switch (UCharacter.getType(point)) {
      case ECharacterCategory.NON_SPACING_MARK,
          ECharacterCategory.ENCLOSING_MARK,
          ECharacterCategory.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  /** Whether a mark may follow a character. */
  static boolean bearsMark(int point) {
    return switch (UCharacter.getType(point)) {
      case ECharacterCategory.OTHER_SYMBOL,
          ECharacterCategory.MODIFIER_SYMBOL,
          ECharacterCategory.FORMAT ->
          true;
      default -> UCharacter.isLetterOrDigit(point) || isMark(point);
    };
  }

  /** Whether a character opens what follows: a bracket, or a Spanish mark. */
  static boolean isOpening(int point) {
    return UCharacter.getType(point) == ECharacterCategory.START_PUNCTUATION
        || OPENERS.indexOf(point) >= 0;
  }
}
