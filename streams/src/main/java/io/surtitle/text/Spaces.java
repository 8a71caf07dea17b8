package io.surtitle.text;

import java.util.Set;

/**
 * The space between two characters of running text in a language. A space that a model writes
 * appears only where the language has one, and French gets the no-break spaces of its punctuation
 * (Imprimerie nationale, "Lexique des règles typographiques"; CLDR's NNBSP before the percent
 * sign).
 */
final class Spaces {
  private static final String NONE = "";
  private static final String SPACE = " ";
  private static final String NO_BREAK = "\u00A0";
  private static final String NARROW = "\u202F";
  private static final String NON_JOINER = "\u200C";

  private static final int LEFT = '\u00AB';
  private static final int RIGHT = '\u00BB';
  private static final int LOW = '\u201E';
  private static final int HIGH = '\u201D';

  /** No space before these in any language but French. */
  private static final String CLOSERS = ",.!?;)]}\u060C\u061B\u061F\u06D4\u0964";

  private static final String FRENCH_STOPS = "!?;";

  /** Punctuation after which French has no space before {@code !}, as in {@code ?!}. */
  private static final String FRENCH_RUNS = "!?-/";

  /** The Persian prefixes of verbs, which a zero-width non-joiner separates from the verb. */
  private static final Set<String> PREFIXES = Set.of("\u0645\u06CC", "\u0646\u0645\u06CC");

  private final String language;

  /** For the primary subtag of a BCP 47 tag. */
  Spaces(String language) {
    this.language = language;
  }

  /**
   * What stands between a text and its next character.
   *
   * @param written whether a space was written there
   */
  String between(CharSequence before, boolean written, int next) {
    int last = Points.last(before);
    if (last == 0) {
      return NONE;
    }
    return switch (language) {
      case "fr" -> french(last, written, next);
      case "zh", "ja" ->
          written && !Points.isEastAsian(last) && !Points.isEastAsian(next) ? SPACE : NONE;
      case "fa" -> written && isPrefix(before, next) ? NON_JOINER : usual(before, written, next);
      default -> usual(before, written, next);
    };
  }

  private static String usual(CharSequence before, boolean written, int next) {
    int last = Points.last(before);
    boolean tight =
        Points.isOpening(last)
            || CLOSERS.indexOf(next) >= 0
            || isOpenQuote(before, last)
            || closesQuote(before, next);
    return written && !tight ? SPACE : NONE;
  }

  /** Whether a guillemet opens a quotation, as it does not in {@code »Ja«}. */
  private static boolean isOpenQuote(CharSequence before, int last) {
    return last == LEFT && unclosed(before, LEFT, RIGHT) > 0;
  }

  private static boolean closesQuote(CharSequence before, int next) {
    return switch (next) {
      case RIGHT -> unclosed(before, LEFT, RIGHT) > 0;
      case HIGH -> unclosed(before, LOW, HIGH) > 0;
      default -> false;
    };
  }

  private static long unclosed(CharSequence text, int opening, int closing) {
    return text.chars().filter(each -> each == opening).count()
        - text.chars().filter(each -> each == closing).count();
  }

  private static String french(int last, boolean written, int next) {
    if (last == LEFT || next == RIGHT) {
      return NO_BREAK;
    }
    if (Points.isOpening(last) || ",.)]}".indexOf(next) >= 0) {
      return NONE;
    }
    if (FRENCH_STOPS.indexOf(next) >= 0) {
      return written || FRENCH_RUNS.indexOf(last) < 0 ? NARROW : NONE;
    }
    if (next == ':') {
      return written || Character.isLetter(last) || last == RIGHT ? NO_BREAK : NONE;
    }
    if (written && next == '%') {
      return NARROW;
    }
    return written ? SPACE : NONE;
  }

  private static boolean isPrefix(CharSequence before, int next) {
    return Character.isLetter(next) && PREFIXES.contains(Points.lastWord(before));
  }
}
