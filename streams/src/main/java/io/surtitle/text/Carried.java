package io.surtitle.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A token that is carried over since no language translates it: an address, tag, handle or number.
 * A token is a whole word except for the punctuation around it, which belongs to the sentence.
 *
 * @param start index of the token's first character in its word
 * @param end index after its last character
 */
public record Carried(Kind kind, int start, int end) {

  /** What a token is. */
  public enum Kind {
    /** A URL, an e-mail address, a hashtag, a handle, or a name such as AT&T. */
    ADDRESS,
    /**
     * A number with signs or marks, such as a price, a percentage, a date or a telephone number.
     */
    NUMBER,
    /** A number of at most three digits, a year, a score, a time of day. */
    SIMPLE_NUMBER
  }

  private static final int LONGEST = 1_000;

  /** Opening punctuation; an apostrophe before two digits is not, since it belongs to a year. */
  private static final String OPENING =
      "(?:[(\\[{<\"\u201C\u201E\u00AB\u2039\u00BF\u00A1*]|['\u2018\u2019](?!\\d\\d(?!\\d)))*+";

  private static final String CLOSING =
      "[.,;:!?\u2026)\\]}>\"'\u201D\u2019\u201C\u00BB\u203A*"
          + "\u2013\u2014\\-\u060C\u061B\u061F\u06D4\u0964"
          + "\u3001\u3002\u300D\u300F\uFF09\uFF0C\uFF01\uFF1A\uFF1B\uFF1F]*+";

  private static final String INSIDE = "[^\\s()]*(?:\\([^\\s()]*\\)[^\\s()]*)*";
  private static final String LAST = "(?:\\([^\\s()]*\\)|[\\p{L}\\p{M}\\p{N}/=&#_~$+-])";
  private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{N}])?";
  private static final String PATH = "(?:[:/?#]" + INSIDE + LAST + "|/)?";

  private static final String ADDRESSES =
      Stream.of(
              "(?i:https?://|ftp://|www\\.)" + INSIDE + LAST,
              "(?:mailto:)?[\\p{L}\\p{M}\\p{N}._%+-]+@" + LABEL + "(?:\\." + LABEL + ")+",
              "(?:" + LABEL + "\\.)+(?:com|org|net|edu|gov|info|tv|io|eu|co\\.uk)" + PATH,
              "(?:" + LABEL + "\\.)+\\p{Ll}{2,}/" + INSIDE + LAST,
              "\\p{Lu}{1,4}&\\p{Lu}{1,4}", // AT&T
              "[#\uFF03][\\p{L}\\p{M}\\p{N}_]*[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*",
              "[@\uFF20][\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_.]*[\\p{L}\\p{M}\\p{N}_])?")
          .collect(Collectors.joining("|"));

  private static final String CURRENCY = "(?:\\p{Lu}{1,2})?\\p{Sc}";
  private static final String DIGIT = "[\\p{Nd}\\p{No}]";
  private static final String WITHIN =
      "[\\p{Nd}\\p{No}\\p{Sc}.,:/'\u2019\\-\u2212\u2010\u2011\u2013+\u00D7=()%\u2030\u00B0#"
          + "\u00A0\u202F\u2009]*";
  private static final String NUMBERS =
      Stream.of(
              CURRENCY + "\\p{Nd}[\\p{Nd}.,]*(?:[kKmMbB]|bn|tn|mn)",
              "\\d+(?:-\\p{Ll}+)+-\\d+", // 3-for-7
              "(?:['\u2019](?=\\d\\d(?!\\d))|[#+\\-\u2212\u2013\u00B1~\u2248]?(?:"
                  + CURRENCY
                  + ")?[+\\-\u2212]?\\.?)"
                  + DIGIT
                  + "(?:"
                  + WITHIN
                  + "[\\p{Nd}\\p{No}\\p{Sc}%\u2030\u00B0])?(?:(?<=\u00B0)[CF])?")
          .collect(Collectors.joining("|"));

  private static final Pattern ADDRESS = word(ADDRESSES);
  private static final Pattern NUMBER = word(NUMBERS);
  private static final Pattern MARKS_BEFORE = Pattern.compile(OPENING);
  private static final Pattern MARKS_AFTER = Pattern.compile(CLOSING);
  private static final Pattern SIMPLE =
      Pattern.compile("\\d{1,3}|(?:1[1-9]|20)\\d\\d|\\d{1,3}[-\u2013]\\d{1,3}|\\d{1,2}:\\d{2}");

  private static Pattern word(String token) {
    return Pattern.compile(OPENING + "(?<token>" + token + ")" + CLOSING);
  }

  /** The token in a word; null if there is none. */
  public static @Nullable Carried of(String word) {
    if (word.length() > LONGEST || word.codePoints().noneMatch(Carried::mayMark)) {
      return null;
    }
    Matcher address = ADDRESS.matcher(word);
    if (address.matches()) {
      return new Carried(Kind.ADDRESS, address.start("token"), address.end("token"));
    }
    Matcher number = NUMBER.matcher(word);
    if (!number.matches()) {
      return null;
    }
    boolean simple = SIMPLE.matcher(number.group("token")).matches();
    return new Carried(
        simple ? Kind.SIMPLE_NUMBER : Kind.NUMBER, number.start("token"), number.end("token"));
  }

  /** A quick test before the expressions, since hardly any word is such a token. */
  private static boolean mayMark(int character) {
    return character < 0x80
        ? (character >= '0' && character <= '9') || "@#./&".indexOf(character) >= 0
        : Character.isDigit(character)
            || Character.getType(character) == Character.OTHER_NUMBER
            || character == 0xFF03
            || character == 0xFF20;
  }

  /** Where some words begin after their opening punctuation. */
  public static int startOf(String words) {
    Matcher opening = MARKS_BEFORE.matcher(words);
    return opening.lookingAt() ? opening.end() : 0;
  }

  /** Where some words end before their closing punctuation. */
  public static int endOf(String words) {
    int end = words.length();
    while (end > 0 && MARKS_AFTER.matcher(words.substring(end - 1, end)).matches()) {
      end--;
    }
    return end;
  }
}
