package io.surtitle.text;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a word may be. No language writes longer ones: what is longer is none, such as an
 * address, a key, or a stuck key on a keyboard.
 */
public final class WordLength {
  /** Most code points of a word. */
  public static final int LONGEST = 64;

  /** Most code units of a word, however long its vowels are drawn out. */
  private static final int MOST_DRAWN_OUT = 256;

  private WordLength() {}

  /** Whether a word is to be copied, since it is longer than any that could be translated. */
  public static boolean isTooLong(String word) {
    return word.length() > LONGEST && word.codePointCount(0, word.length()) > LONGEST;
  }

  /** Whether not even somebody who draws out a word says so long a one. */
  static boolean isEndless(String word) {
    return word.length() > MOST_DRAWN_OUT;
  }

  /**
   * A word as words that are no longer than {@link #LONGEST}, if it is of a script without spaces,
   * and else as it is: Han, kana, Thai, Lao, Khmer and Burmese are cut at sentences, and where
   * those are too long, between words.
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

  /** Whether most of its letters are of such a script. */
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

  /** Parts between breaks, as long as {@code longest} allows, but at least from one to the next. */
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
