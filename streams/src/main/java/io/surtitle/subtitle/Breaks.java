package io.surtitle.subtitle;

import java.lang.Character.UnicodeScript;

/**
 * Where text may be broken. Only the text before a place and the one character after it decide, so
 * text that goes on changes nothing; {@link java.text.BreakIterator} looks further ahead.
 *
 * <p>Scripts with spaces break at spaces, Chinese and Japanese between characters but not within a
 * word in katakana nor before what must not begin a line (JIS X 4051). Thai, Lao and Khmer, whose
 * words only a dictionary finds, break at their spaces.
 */
final class Breaks {
  private static final String SENTENCE = ".!?…‽。！？．｡؟۔।॥։።፧။";
  private static final String CLAUSE = ",;:–—、，；：､،؛፣፤၊";
  private static final String CLOSING = ")]}»›」』】）》〉〕］｝｣〗";
  // Open in one language, close in another; straight ones do both.
  private static final String QUOTES = "\"'’”«“‘‹";
  private static final String OPENING = "([{«‹“‘„‚¿¡「『【（《〈〔［｛｢〖";
  private static final String NEVER_FIRST = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々〻ゝゞヽヾ゛゜";

  private Breaks() {}

  /**
   * Whether text may be broken between the character that ends at {@code end} and the next that is
   * no space, at {@code next}.
   */
  static boolean allowed(String text, int end, int next) {
    int before = text.codePointBefore(end);
    int after = text.codePointAt(next);
    if (ends(after) || in(CLOSING, after)) {
      return false;
    }
    if (end == next) {
      return isUnspaced(after)
          && !in(NEVER_FIRST, after)
          && !in(OPENING, before)
          && !(isKatakana(before) && isKatakana(after))
          && (isUnspaced(before) || endsClause(text, end));
    }
    return endsClause(text, end) || !in(OPENING, before);
  }

  /** Whether the word before {@code end} ends a clause or a sentence by its punctuation. */
  static boolean endsClause(String text, int end) {
    int mark = withoutClosers(text, end);
    return mark > 0 && ends(text.codePointBefore(mark));
  }

  /** Whether it ends a sentence; {@code Dr.}, {@code J.} and the like are taken not to. */
  static boolean endsSentence(String text, int end) {
    int mark = withoutClosers(text, end);
    if (mark == 0 || !in(SENTENCE, text.codePointBefore(mark))) {
      return false;
    }
    return text.charAt(mark - 1) != '.' || mark - 1 - text.lastIndexOf(' ', mark - 1) > 3;
  }

  private static int withoutClosers(String text, int end) {
    int mark = end;
    while (mark > 0 && (in(CLOSING, text.charAt(mark - 1)) || in(QUOTES, text.charAt(mark - 1)))) {
      mark--;
    }
    return mark;
  }

  private static boolean ends(int point) {
    return in(SENTENCE, point) || in(CLAUSE, point);
  }

  private static boolean in(String characters, int point) {
    return characters.indexOf(point) >= 0;
  }

  private static boolean isUnspaced(int point) {
    return switch (UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA -> true;
      default -> isKatakana(point) || isEastAsianPunctuation(point);
    };
  }

  private static boolean isEastAsianPunctuation(int point) {
    return ((point >= 0x3000 && point <= 0x303F) || (point >= 0xFF00 && point <= 0xFFEF))
        && !Character.isLetterOrDigit(point)
        && Character.getType(point) != Character.NON_SPACING_MARK;
  }

  private static boolean isKatakana(int point) {
    return (point >= 0x30A0 && point <= 0x30FF)
        || UnicodeScript.of(point) == UnicodeScript.KATAKANA;
  }
}
