package io.surtitle.text;

import java.util.regex.Pattern;

/**
 * Marks in brackets, such as {@code [APPLAUSE]} and {@code (crowd cheering)}. Text in square
 * brackets always is a mark. Text in parentheses is a mark if the table has it, or if it is
 * upper-case text at the beginning of a sentence in normal case and no sentence ends in it: speech
 * may be in parentheses too.
 */
final class Brackets {
  private static final int MOST_WORDS = 8;
  private static final int MOST_WORDS_IN_PARENTHESES = 5;
  private static final int MOST_CHARACTERS = 80;
  private static final String AFTER = ".,;:!?\u2026";
  private static final Pattern SPACES = Pattern.compile(" +");

  private final MarkTable table;
  private final Sentences sentences;

  Brackets(MarkTable table, Sentences sentences) {
    this.table = table;
    this.sentences = sentences;
  }

  /** What {@link #end} returns if more words are needed to decide. */
  static final int UNDECIDED = -1;

  /** What {@link #end} returns if there is no mark. */
  static final int NONE = 0;

  /**
   * Where the mark at the beginning of some words ends, including the punctuation after it.
   *
   * @param context where the words stand
   * @param more whether more words may follow
   */
  int end(String words, Context context, boolean more) {
    char open = words.charAt(0);
    if (open != '[' && open != '(') {
      return NONE;
    }
    int close = words.indexOf(open == '[' ? ']' : ')');
    String inner = words.substring(1, close < 0 ? words.length() : close).strip();
    if (inner.length() > MOST_CHARACTERS || words(inner) > MOST_WORDS) {
      return NONE;
    }
    if (close < 0) {
      return more && (open == '[' || mayBeSound(inner, context)) ? UNDECIDED : NONE;
    }
    return open == '[' || isSound(inner, context) ? afterMarks(words, close + 1) : NONE;
  }

  private boolean mayBeSound(String inner, Context context) {
    return table.beginsSound(inner) || isShouted(inner, context);
  }

  private boolean isSound(String inner, Context context) {
    return table.isSound(inner)
        || (isShouted(inner, context)
            && inner.codePoints().filter(Character::isLetter).count() > 1
            && !sentences.endsWith(inner));
  }

  private static boolean isShouted(String inner, Context context) {
    return context.head()
        && !context.caps()
        && words(inner) <= MOST_WORDS_IN_PARENTHESES
        && inner.codePoints().noneMatch(Character::isLowerCase)
        && inner.codePoints().allMatch(each -> !Character.isLetter(each) || isCased(each));
  }

  private static boolean isCased(int letter) {
    return Character.isUpperCase(letter) || Character.isTitleCase(letter);
  }

  private static int words(String inner) {
    return SPACES.split(inner).length;
  }

  private static int afterMarks(String words, int from) {
    int end = from;
    while (end < words.length() && AFTER.indexOf(words.charAt(end)) >= 0) {
      end++;
    }
    return end < words.length() && words.charAt(end) != ' ' ? from : end;
  }
}
