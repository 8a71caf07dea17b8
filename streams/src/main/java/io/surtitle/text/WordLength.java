package io.surtitle.text;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a word may be. No language has longer words: anything longer is not a word, but an
 * address, a cryptographic key, or the result of a stuck key on a keyboard.
 */
public final class WordLength {
  /** Most code points of a word. */
  public static final int LONGEST = 64;

  /** Most code units of an elongated word. */
  private static final int MOST_DRAWN_OUT = 256;

  private WordLength() {}

  /** Whether a word is too long to translate, so that it is copied. */
  public static boolean isTooLong(String word) {
    return word.length() > LONGEST && word.codePointCount(0, word.length()) > LONGEST;
  }

  /** Whether a word is too long even for an elongated one. */
  static boolean isEndless(String word) {
    return word.length() > MOST_DRAWN_OUT;
  }

  /**
   * Splits a word of a script without spaces (Han, kana, Thai, Lao, Khmer, Burmese) into parts no
   * longer than {@link #LONGEST}: at the ends of sentences, and where a sentence is too long,
   * between words. Any other word stays whole.
   */
  public static List<String> parts(String word) {
    if (word.length() <= LONGEST || !isWithoutSpaces(word)) {
      return List.of(word);
    }
    List<String> parts = new ArrayList<>();
    for (String sentence : cut(word, BreakIterator.getSentenceInstance(ULocale.ROOT), 0)) {
      if (sentence.length() <= LONGEST) {
        parts.add(sentence);
      } else {
        parts.addAll(cut(sentence, BreakIterator.getWordInstance(ULocale.ROOT), LONGEST));
      }
    }
    return parts;
  }

  /** Whether most of its letters belong to such a script. */
  private static boolean isWithoutSpaces(String word) {
    long letters = word.codePoints().filter(Character::isLetter).count();
    long without = word.codePoints().filter(WordLength::isOfScriptWithoutSpaces).count();
    return 2 * without > letters;
  }

  private static boolean isOfScriptWithoutSpaces(int codePoint) {
    return switch (UScript.getScript(codePoint)) {
      case UScript.HAN,
          UScript.HIRAGANA,
          UScript.KATAKANA,
          UScript.BOPOMOFO,
          UScript.THAI,
          UScript.LAO,
          UScript.KHMER,
          UScript.MYANMAR ->
          true;
      default -> false;
    };
  }

  /** Parts between breaks, as long as {@code longest} allows, but at least one break apart. */
  private static List<String> cut(String text, BreakIterator breaks, int longest) {
    List<String> parts = new ArrayList<>();
    breaks.setText(text);
    int start = breaks.first();
    int last = start;
    for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
      if (last > start && next - start > longest) {
        parts.add(text.substring(start, last));
        start = last;
      }
      last = next;
    }
    parts.add(text.substring(start));
    return parts;
  }
}
