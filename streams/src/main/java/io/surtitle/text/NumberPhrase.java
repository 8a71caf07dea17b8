package io.surtitle.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An English number as it is said, word by word: {@code one hundred and five}, {@code three point
 * two}, {@code nineteen ninety five}, {@code twenty third}. It takes words as long as they can
 * belong to one number, so that {@code twenty} waits for {@code three}.
 */
final class NumberPhrase {
  private static final List<String> UNITS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
  private static final List<String> TEENS =
      List.of(
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final Map<String, Long> SCALES =
      Map.of("thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L);

  /**
   * No {@code second}, which after a number is mostly the time: {@code a twenty second timeout}.
   */
  private static final Map<String, Integer> ORDINALS =
      Map.of(
          "first", 1, "third", 3, "fourth", 4, "fifth", 5, "sixth", 6, "seventh", 7, "eighth", 8,
          "ninth", 9);

  private static final Map<String, Integer> LONE_ORDINALS =
      Map.ofEntries(
          Map.entry("tenth", 10),
          Map.entry("eleventh", 11),
          Map.entry("twelfth", 12),
          Map.entry("thirteenth", 13),
          Map.entry("fourteenth", 14),
          Map.entry("fifteenth", 15),
          Map.entry("sixteenth", 16),
          Map.entry("seventeenth", 17),
          Map.entry("eighteenth", 18),
          Map.entry("nineteenth", 19),
          Map.entry("twentieth", 20),
          Map.entry("thirtieth", 30),
          Map.entry("fortieth", 40),
          Map.entry("fiftieth", 50));

  private static final int HUNDRED = 100;
  private static final int MOST_DECIMALS = 6;

  /** Numbers below are written as words. */
  private static final int LEAST_IN_DIGITS = 10;

  /** Numbers from here on have their digits grouped. */
  private static final long LEAST_GROUPED = 10_000;

  private static final long MILLION = 1_000_000;

  /** What the last word was. */
  private enum Last {
    NOTHING,
    ARTICLE,
    ZERO,
    UNIT,
    TEEN,
    TENS,
    YEAR,
    YEAR_TENS,
    HUNDRED,
    SCALE,
    AND,
    POINT,
    DECIMAL,
    ORDINAL
  }

  private static final Set<Last> WHOLE =
      Set.of(
          Last.ZERO,
          Last.UNIT,
          Last.TEEN,
          Last.TENS,
          Last.YEAR,
          Last.YEAR_TENS,
          Last.HUNDRED,
          Last.SCALE,
          Last.DECIMAL,
          Last.ORDINAL);

  /** After these, a number below a hundred may be added. */
  private static final Set<Last> BEFORE_TENS =
      Set.of(Last.NOTHING, Last.HUNDRED, Last.SCALE, Last.AND);

  private static final Set<Last> BEFORE_POINT =
      Set.of(Last.ZERO, Last.UNIT, Last.TEEN, Last.TENS, Last.HUNDRED, Last.SCALE);

  private final StringBuilder decimals = new StringBuilder();
  private Last last = Last.NOTHING;
  private long above;
  private long group;
  private long scale = Long.MAX_VALUE;
  private int size;

  /** Takes the next word, and says whether it belongs to the number. */
  boolean accept(String word) {
    Last next = next(word);
    if (next == Last.NOTHING) {
      return false;
    }
    last = next;
    size++;
    return true;
  }

  private Last next(String word) {
    int unit = UNITS.indexOf(word);
    if (unit >= 0) {
      return unit(unit);
    }
    if (TEENS.contains(word)) {
      return below100(10 + TEENS.indexOf(word), Last.TEEN, Last.YEAR);
    }
    if (TENS.contains(word)) {
      return below100(20 + 10 * TENS.indexOf(word), Last.TENS, Last.YEAR_TENS);
    }
    Long thousand = SCALES.get(word);
    return thousand == null ? other(word) : scale(thousand);
  }

  private Last unit(int unit) {
    if (last == Last.POINT || last == Last.DECIMAL) {
      return decimals.length() < MOST_DECIMALS ? decimal(unit) : Last.NOTHING;
    }
    if (unit == 0) {
      return last == Last.NOTHING ? Last.ZERO : Last.NOTHING;
    }
    boolean follows = BEFORE_TENS.contains(last) || last == Last.TENS || last == Last.YEAR_TENS;
    return follows ? add(unit, last == Last.YEAR_TENS ? Last.YEAR : Last.UNIT) : Last.NOTHING;
  }

  private Last decimal(int digit) {
    decimals.append(digit);
    return Last.DECIMAL;
  }

  private Last below100(int number, Last plain, Last year) {
    if (BEFORE_TENS.contains(last)) {
      return add(number, plain);
    }
    boolean century = above == 0 && (last == Last.TEEN || last == Last.TENS);
    if (century && group >= 17 && group <= 20) { // the centuries whose years people speak of
      group *= HUNDRED;
      return add(number, year);
    }
    return Last.NOTHING;
  }

  private Last add(int number, Last next) {
    group += number;
    return next;
  }

  private Last scale(long thousand) {
    boolean follows =
        Set.of(Last.ARTICLE, Last.UNIT, Last.TEEN, Last.TENS, Last.HUNDRED).contains(last);
    if (!follows || thousand >= scale) {
      return Last.NOTHING;
    }
    above += group * thousand;
    group = 0;
    scale = thousand;
    return Last.SCALE;
  }

  private Last other(String word) {
    return switch (word) {
      case "a" -> last == Last.NOTHING ? add(1, Last.ARTICLE) : Last.NOTHING;
      case "hundred" -> hundred();
      case "and" -> last == Last.HUNDRED || last == Last.SCALE ? Last.AND : Last.NOTHING;
      case "point" -> BEFORE_POINT.contains(last) ? Last.POINT : Last.NOTHING;
      default -> ordinal(word);
    };
  }

  private Last hundred() {
    boolean follows = Set.of(Last.ARTICLE, Last.UNIT, Last.TEEN, Last.TENS).contains(last);
    if (!follows || group >= HUNDRED) {
      return Last.NOTHING;
    }
    group *= HUNDRED;
    return Last.HUNDRED;
  }

  private Last ordinal(String word) {
    int ordinal = ORDINALS.getOrDefault(word, 0);
    if (ordinal > 0 && Set.of(Last.TENS, Last.HUNDRED, Last.AND).contains(last)) {
      return add(ordinal, Last.ORDINAL);
    }
    int lone = LONE_ORDINALS.getOrDefault(word, 0);
    return lone > 0 && BEFORE_TENS.contains(last) ? add(lone, Last.ORDINAL) : Last.NOTHING;
  }

  /** How many words it has taken. */
  int size() {
    return size;
  }

  /** Whether the words so far are a number: not so after {@code and} or {@code point}. */
  boolean isWhole() {
    return WHOLE.contains(last);
  }

  /** Whether another word may belong to it. */
  boolean mayGoOn() {
    return last != Last.ORDINAL && last != Last.YEAR && decimals.length() < MOST_DECIMALS;
  }

  /**
   * The number as it is written: in digits, but for whole numbers below ten, which stay words.
   *
   * @param spoken the words that it has taken
   */
  String written(List<String> spoken) {
    long number = above + group;
    if (last == Last.ORDINAL) {
      return number + suffix(number);
    }
    if (last == Last.DECIMAL) {
      return grouped(number) + "." + decimals;
    }
    if (number < LEAST_IN_DIGITS) {
      return String.join(" ", spoken);
    }
    for (String scaleName : List.of("billion", "million")) {
      long unit = SCALES.getOrDefault(scaleName, MILLION);
      if (number >= unit && number % unit == 0) {
        return grouped(number / unit) + " " + scaleName;
      }
    }
    return grouped(number);
  }

  private static String grouped(long number) {
    return number < LEAST_GROUPED ? "" + number : String.format(Locale.ROOT, "%,d", number);
  }

  private static String suffix(long number) {
    if (number % 100 >= 11 && number % 100 <= 13) {
      return "th";
    }
    return switch ((int) (number % 10)) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }
}
