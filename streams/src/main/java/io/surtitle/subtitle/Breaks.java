package io.surtitle.subtitle;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UCharacter.SentenceBreak;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/**
 * Where text may be broken: where Unicode allows it (UAX 14) at spaces and between Chinese and
 * Japanese characters, but not within a katakana word, nor before punctuation that belongs to the
 * preceding word. Thai, Lao and Khmer, whose words only a dictionary can find, and Korean break at
 * spaces.
 *
 * <p>A decision depends only on the text before a position and the one character after it, so text
 * appended later changes nothing.
 */
final class Breaks {
  private static final String ELLIPSIS = "…";
  private static final String DASHES = "–—";

  /** How much text before a position is examined: more than any rule needs. */
  private static final int CONTEXT = 32;

  /**
   * Uses the strict rules for what must not begin a line; one per thread, since it has a position.
   */
  private static final ThreadLocal<BreakIterator> LINES =
      ThreadLocal.withInitial(
          () -> BreakIterator.getLineInstance(ULocale.forLanguageTag("und-u-lb-strict")));

  private Breaks() {}

  /**
   * Whether text may be broken between the character that ends at {@code end} and the next
   * non-space character, at {@code next}.
   */
  static boolean allowed(String text, int end, int next) {
    int before = text.codePointBefore(end);
    int after = text.codePointAt(next);
    if (end == next && (!(isUnspaced(before) || isUnspaced(after)) || inKatakana(before, after))) {
      return false;
    }
    return !ends(after) && allowedByUnicode(text, end, next);
  }

  private static boolean allowedByUnicode(String text, int end, int next) {
    int from = Math.max(0, end - CONTEXT);
    int to = next + Character.charCount(text.codePointAt(next));
    BreakIterator lines = LINES.get();
    lines.setText(text.substring(from, to));
    return lines.isBoundary(next - from);
  }

  /** Whether the punctuation before {@code end} ends a clause or a sentence. */
  static boolean endsClause(String text, int end) {
    int mark = withoutClosers(text, end);
    return mark > 0 && ends(text.codePointBefore(mark));
  }

  /**
   * Whether it ends a sentence; {@code Dr.}, {@code J.} and the like are assumed not to.
   *
   * @param greek whether the language is Greek, whose question mark is a semicolon
   */
  static boolean endsSentence(String text, int end, boolean greek) {
    int mark = withoutClosers(text, end);
    if (mark == 0) {
      return false;
    }
    int point = text.codePointBefore(mark);
    return (greek && point == ';')
        || (endsSentence(point) && !(point == '.' && isAbbreviation(text, mark - 1)));
  }

  /** Whether a word before a full stop is short, and in a script that abbreviates words so. */
  private static boolean isAbbreviation(String text, int end) {
    int start = text.lastIndexOf(' ', end) + 1;
    int first = start < end ? text.codePointAt(start) : '.';
    boolean uncased = Character.isLetter(first) && !isCased(first);
    return end - start < 3 && !uncased;
  }

  private static boolean isCased(int letter) {
    return UCharacter.hasBinaryProperty(letter, UProperty.CASED);
  }

  private static boolean endsSentence(int point) {
    return UCharacter.hasBinaryProperty(point, UProperty.S_TERM) || ELLIPSIS.indexOf(point) >= 0;
  }

  private static boolean ends(int point) {
    return UCharacter.hasBinaryProperty(point, UProperty.TERMINAL_PUNCTUATION)
        || ELLIPSIS.indexOf(point) >= 0
        || DASHES.indexOf(point) >= 0;
  }

  private static int withoutClosers(String text, int end) {
    int mark = end;
    while (mark > 0 && isCloser(text.codePointBefore(mark))) {
      mark -= Character.charCount(text.codePointBefore(mark));
    }
    return mark;
  }

  private static boolean isCloser(int point) {
    return UCharacter.getIntPropertyValue(point, UProperty.SENTENCE_BREAK) == SentenceBreak.CLOSE;
  }

  /** Whether a character belongs to a script that is written without spaces. */
  private static boolean isUnspaced(int point) {
    return switch (UCharacter.getIntPropertyValue(point, UProperty.EAST_ASIAN_WIDTH)) {
      case EastAsianWidth.WIDE, EastAsianWidth.FULLWIDTH, EastAsianWidth.HALFWIDTH ->
          UScript.getScript(point) != UScript.HANGUL;
      default -> false;
    };
  }

  private static boolean inKatakana(int before, int after) {
    return isKatakana(before) && isKatakana(after);
  }

  /** Includes the prolonged sound mark and the middle dot. */
  private static boolean isKatakana(int point) {
    return UScript.hasScript(point, UScript.KATAKANA) && !UScript.hasScript(point, UScript.HAN);
  }
}
