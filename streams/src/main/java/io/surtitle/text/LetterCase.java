package io.surtitle.text;

/** What a word's letters say about the case in which its stream is written. */
public enum LetterCase {
  /** Two letters or more, all in upper case. */
  UPPER,
  /** Lower case, with or without an initial capital. */
  LOWER,
  /**
   * Nothing: one letter, none, letters of a script without case, initials such as {@code U.S.}, an
   * address, or both cases as in {@code McDONALD} and {@code NBAs}.
   */
  NEITHER;

  /** The case of a word. */
  public static LetterCase of(String word) {
    if (isAddress(word) || isInitials(word)) {
      return NEITHER;
    }
    int upper = 0;
    int lower = 0;
    for (int at = 0; at < word.length(); at += Character.charCount(word.codePointAt(at))) {
      int each = word.codePointAt(at);
      upper += Character.isUpperCase(each) || Character.isTitleCase(each) ? 1 : 0;
      lower += isLower(each) ? 1 : 0;
    }
    if (upper + lower < 2) {
      return NEITHER;
    }
    return lower == 0 ? UPPER : lower >= upper ? LOWER : NEITHER;
  }

  /**
   * Whether a letter is lower case; the German sharp s is not, since upper-case text has it too.
   */
  static boolean isLower(int letter) {
    return Character.isLowerCase(letter) && letter != 0xDF;
  }

  /** Whether a word must keep its case: a URL, an e-mail address, a hashtag or a handle. */
  static boolean isAddress(String word) {
    return word.indexOf('@') >= 0
        || word.indexOf("://") >= 0
        || (word.length() > 1 && word.charAt(0) == '#')
        || word.regionMatches(true, 0, "www.", 0, 4);
  }

  /** Whether every letter has a full stop after it: {@code U.S.}, {@code J.R.'s}. */
  static boolean isInitials(String word) {
    int dotted = 0;
    int at = 0;
    while (at + 1 < word.length()
        && Character.isLetter(word.charAt(at))
        && word.charAt(at + 1) == '.') {
      dotted++;
      at += 2;
    }
    boolean lettersFollow = at < word.length() && Character.isLetterOrDigit(word.charAt(at));
    return dotted > 0 && !lettersFollow;
  }

  /** Whether the first letter is a capital. */
  public static boolean isCapitalised(String word) {
    return word.codePoints()
        .filter(Character::isLetter)
        .limit(1)
        .anyMatch(each -> Character.isUpperCase(each) || Character.isTitleCase(each));
  }
}
