package io.surtitle.subtitle;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UCharacter.HangulSyllableType;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;

/**
 * How wide text is in a monospaced typeface (UAX 11): two columns for East Asian scripts and for
 * emoji, none for combining marks and for characters that join the one before. Text appended later
 * changes no width.
 */
public final class Columns {
  private static final int JOINER = 0x200D;
  private static final int EMOJI_SELECTOR = 0xFE0F;

  private Columns() {}

  /** Columns of {@code text} from {@code from}, inclusive, to {@code to}, exclusive. */
  public static int of(String text, int from, int to) {
    int[] columns = before(text);
    return columns[to] - columns[from];
  }

  /** For each position in a text, including its end, the columns of the text before it. */
  public static int[] before(String text) {
    int[] columns = new int[text.length() + 1];
    int last = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int end = i + Character.charCount(point);
      columns[i + 1] = columns[i] + of(point, last);
      columns[end] = columns[i + 1];
      last = point;
      i = end;
    }
    return columns;
  }

  private static int of(int point, int last) {
    if (point < 0x300) {
      return point == 0xAD ? 0 : 1;
    }
    if (point == EMOJI_SELECTOR) {
      return isNarrowEmoji(last) ? 1 : 0;
    }
    if (isMark(point) || joins(point, last)) {
      return 0;
    }
    return switch (UCharacter.getIntPropertyValue(point, UProperty.EAST_ASIAN_WIDTH)) {
      case EastAsianWidth.WIDE, EastAsianWidth.FULLWIDTH -> 2;
      default -> 1;
    };
  }

  private static boolean isMark(int point) {
    return switch (UCharacter.getType(point)) {
      case ECharacterCategory.NON_SPACING_MARK,
          ECharacterCategory.ENCLOSING_MARK,
          ECharacterCategory.FORMAT ->
          true;
      default -> false;
    };
  }

  private static boolean joins(int point, int last) {
    return switch (UCharacter.getIntPropertyValue(point, UProperty.HANGUL_SYLLABLE_TYPE)) {
      case HangulSyllableType.VOWEL_JAMO, HangulSyllableType.TRAILING_JAMO -> true;
      default ->
          (last == JOINER && is(point, UProperty.EXTENDED_PICTOGRAPHIC))
              || (is(point, UProperty.EMOJI_MODIFIER) && is(last, UProperty.EMOJI_MODIFIER_BASE));
    };
  }

  private static boolean isNarrowEmoji(int point) {
    return is(point, UProperty.EMOJI) && !is(point, UProperty.EMOJI_PRESENTATION);
  }

  private static boolean is(int point, int property) {
    return UCharacter.hasBinaryProperty(point, property);
  }
}
