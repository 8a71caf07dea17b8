package io.surtitle.text;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Speaker labels at the beginning of a sentence: {@code ANNOUNCER:}, {@code JOHN SMITH:}, {@code
 * MAN 1:}. A label is one to three upper-case words, or words that the table has, and a colon.
 */
final class Labels {
  private static final int MOST_WORDS = 3;
  private static final int MOST_CHARACTERS = 40;

  /** Words that begin sentences, but never names. */
  private static final Set<String> NO_NAMES =
      Set.of(
          "A", "AN", "AND", "ARE", "AS", "AT", "BUT", "BY", "FOR", "FROM", "HE", "HER", "HERE",
          "HIS", "HOW", "I", "IF", "IN", "IS", "IT", "ITS", "IT'S", "MY", "NO", "NOT", "NOW", "OF",
          "ON", "OR", "OUR", "SAID", "SAY", "SAYS", "SHE", "SO", "THAT", "THE", "THEIR", "THEN",
          "THERE", "THESE", "THEY", "THIS", "TO", "WAS", "WE", "WERE", "WHAT", "WHEN", "WHERE",
          "WHO", "WHY", "WITH", "YES", "YOU", "YOUR");

  private static final Pattern NUMBER = Pattern.compile("#?[0-9]{1,3}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}.'\u2019-]+");
  private static final Pattern INITIAL = Pattern.compile("\\p{Lu}\\.?");

  private final MarkTable table;
  private final Sentences sentences;

  Labels(MarkTable table, Sentences sentences) {
    this.table = table;
    this.sentences = sentences;
  }

  /** Where the label ends; as {@link Brackets#end}. */
  int end(String words, boolean more) {
    int start = 0;
    for (int i = 0; i < MOST_WORDS && start < words.length(); i++) {
      int space = words.indexOf(' ', start);
      int end = space < 0 ? words.length() : space;
      String word = words.substring(start, end);
      boolean last = word.endsWith(":");
      String name = last ? word.substring(0, word.length() - 1) : word;
      String all = words.substring(0, last ? end - 1 : end);
      if (end > MOST_CHARACTERS || !(isName(name, i) || table.beginsLabel(all))) {
        return Brackets.NONE;
      }
      if (last) {
        return end;
      }
      if (sentences.endsWith(word)) {
        return Brackets.NONE;
      }
      start = end + 1;
    }
    return more && start >= words.length() ? Brackets.UNDECIDED : Brackets.NONE;
  }

  private static boolean isName(String word, int position) {
    if (position > 0 && (NUMBER.matcher(word).matches() || INITIAL.matcher(word).matches())) {
      return true;
    }
    return NAME.matcher(word).matches() && !NO_NAMES.contains(word) && isUpper(word);
  }

  /** Whether a word is in upper case, or nearly so, as McDONALD. */
  private static boolean isUpper(String word) {
    return LetterCase.of(word) == LetterCase.UPPER
        || (Character.isUpperCase(word.charAt(0))
            && word.chars().filter(Character::isLowerCase).count() == 1
            && word.chars().filter(Character::isUpperCase).count() > 2);
  }
}
