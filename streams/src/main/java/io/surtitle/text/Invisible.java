package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;

/**
 * Decides which invisible characters are kept. Most have no effect: soft hyphens, directional
 * marks, byte order marks. Some have one in certain places: joiners within an emoji or between
 * letters that join (RFC 5892, appendix A), and variation selectors of an emoji or an ideograph.
 */
final class Invisible {
  private static final int ZERO_WIDTH_SPACE = 0x200B;
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final int KEYCAP = 0x20E3;
  private static final int BLACK_FLAG = 0x1F3F4;

  /** The combining class of viramas, which suppress a consonant's inherent vowel. */
  private static final int VIRAMA = 9;

  private Invisible() {}

  /**
   * Whether a character is kept.
   *
   * @param before the text before it, as kept
   * @param next the character after it; 0 at the end
   */
  static boolean stays(int point, CharSequence before, int next) {
    if (UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
      int last = before.length() == 0 ? 0 : Character.codePointBefore(before, before.length());
      return hasEffect(point, last, next);
    }
    return switch (UCharacter.getType(point)) {
      case ECharacterCategory.CONTROL,
          ECharacterCategory.PRIVATE_USE,
          ECharacterCategory.SURROGATE ->
          false;
      default -> !isSpecial(point);
    };
  }

  /** Noncharacters, and U+FFF9 to U+FFFD: annotation marks and replacements for lost characters. */
  private static boolean isSpecial(int point) {
    return UCharacter.hasBinaryProperty(point, UProperty.NONCHARACTER_CODE_POINT)
        || (point >= 0xFFF9 && point <= 0xFFFD);
  }

  private static boolean hasEffect(int point, int last, int next) {
    return switch (point) {
      case ZERO_WIDTH_SPACE -> isUnspaced(last) && isUnspaced(next);
      case NON_JOINER -> joins(last, next);
      case JOINER -> joins(last, next) || (endsEmoji(last) && isPictograph(next));
      default -> isTag(point) ? last == BLACK_FLAG || isTag(last) : selects(point, last, next);
    };
  }

  private static boolean joins(int last, int next) {
    return isVirama(last) || isVirama(next) || (isJoining(last) && isJoining(next));
  }

  private static boolean isVirama(int point) {
    return UCharacter.getCombiningClass(point) == VIRAMA;
  }

  private static boolean isJoining(int point) {
    return switch (UCharacter.getIntPropertyValue(point, UProperty.JOINING_TYPE)) {
      case UCharacter.JoiningType.NON_JOINING, UCharacter.JoiningType.JOIN_CAUSING -> false;
      default -> UCharacter.isLetter(point) || UCharacter.getCombiningClass(point) > 0;
    };
  }

  /** A letter of a script such as Thai, which separates words with this character, if at all. */
  private static boolean isUnspaced(int point) {
    return UCharacter.getIntPropertyValue(point, UProperty.LINE_BREAK)
        == UCharacter.LineBreak.COMPLEX_CONTEXT;
  }

  private static boolean isPictograph(int point) {
    return UCharacter.hasBinaryProperty(point, UProperty.EXTENDED_PICTOGRAPHIC);
  }

  private static boolean endsEmoji(int point) {
    return isPictograph(point)
        || UCharacter.hasBinaryProperty(point, UProperty.EMOJI_MODIFIER)
        || isSelector(point);
  }

  private static boolean isSelector(int point) {
    return UCharacter.hasBinaryProperty(point, UProperty.VARIATION_SELECTOR);
  }

  private static boolean selects(int point, int last, int next) {
    return isSelector(point)
        && (next == KEYCAP
            || isPictograph(last)
            || UCharacter.hasBinaryProperty(last, UProperty.IDEOGRAPHIC));
  }

  /** The tag characters that name a region after a black flag. */
  private static boolean isTag(int point) {
    return point >= 0xE0020 && point <= 0xE007F;
  }
}
