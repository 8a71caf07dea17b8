package io.surtitle.subtitle;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterDirection;
import java.util.regex.Pattern;

/**
 * The direction of lines in formats whose players find it from the text alone (Unicode's
 * bidirectional algorithm, UAX 9). Names of the other direction are isolated, and so are scores and
 * other compound numbers in text that runs from right to left, so that neither changes the order of
 * the words and punctuation around it. A line that begins with such a name gets a mark before it,
 * since it would otherwise run in the direction of the name.
 */
final class Direction {
  private static final String RIGHT_TO_LEFT_SCRIPTS =
      "\\p{IsArabic}\\p{IsHebrew}\\p{IsSyriac}\\p{IsThaana}\\p{IsNko}";
  private static final String RIGHT = "[\\p{L}&&[" + RIGHT_TO_LEFT_SCRIPTS + "]]";
  private static final String LEFT = "[\\p{L}&&[^" + RIGHT_TO_LEFT_SCRIPTS + "]]";

  /** Signs within a word, such as an address or {@code AT&T}. */
  private static final String WITHIN = "'\u2019.&@_/:+#-";

  /** Not the hyphen after a Hebrew prefix. */
  private static final String SIGN = "(?<![\\p{L}\\p{M}])[+\\-\u2212#$\u20AC\u00A3\u00A5]";

  private static final String NUMBER =
      "(?:"
          + SIGN
          + ")?[0-9]+(?:[-\u2013:.,/\u00D7'][0-9]+)+[%\u00B0\u20AC]?"
          + "|"
          + SIGN
          + "[0-9]+%?"
          + "|[0-9]+[%\u00B0\u20AC$]";

  private static final Pattern IN_RIGHT_TO_LEFT = Pattern.compile(words(LEFT) + "|" + NUMBER);
  private static final Pattern IN_LEFT_TO_RIGHT = Pattern.compile(words(RIGHT));

  private static final String ISOLATED = "\u2068$0\u2069";
  private static final String RIGHT_TO_LEFT_MARK = "\u200F";
  private static final String LEFT_TO_RIGHT_MARK = "\u200E";

  private Direction() {}

  /** Words with a letter of one direction, and none of the other, with a space between them. */
  private static String words(String letter) {
    String inner = "[" + letter + "\\p{M}\\p{Nd}" + WITHIN + "]";
    String last = "[" + letter + "\\p{M}\\p{Nd}]";
    String word =
        "(?:(?=[\\p{Nd}"
            + WITHIN
            + "]*"
            + letter
            + ")["
            + letter
            + "\\p{Nd}](?:"
            + inner
            + "*"
            + last
            + ")?)";
    return word + "(?:\\.? " + word + ")*";
  }

  /**
   * A line that runs as its language does, whatever it begins with.
   *
   * @param language a BCP 47 tag
   */
  static String line(String line, String language) {
    boolean rightToLeft = Language.isRightToLeft(language);
    Pattern other = rightToLeft ? IN_RIGHT_TO_LEFT : IN_LEFT_TO_RIGHT;
    String isolated = other.matcher(line).replaceAll(ISOLATED);
    if (!misleads(line, rightToLeft)) {
      return isolated;
    }
    return (rightToLeft ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK) + isolated;
  }

  /** Whether the first letter of a line runs in the other direction, or there is none. */
  private static boolean misleads(String line, boolean rightToLeft) {
    for (int point : line.codePoints().toArray()) {
      switch (UCharacter.getDirection(point)) {
        case ECharacterDirection.LEFT_TO_RIGHT -> {
          return rightToLeft;
        }
        case ECharacterDirection.RIGHT_TO_LEFT, ECharacterDirection.RIGHT_TO_LEFT_ARABIC -> {
          return !rightToLeft;
        }
        default -> {}
      }
    }
    return rightToLeft;
  }
}
