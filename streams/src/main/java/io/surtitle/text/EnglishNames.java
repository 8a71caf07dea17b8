package io.surtitle.text;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * English words that are written with a capital wherever they are: days, months, countries and
 * languages, as Unicode's locale data (CLDR) has them, and {@code I}. Those that are ordinary words
 * as well, such as {@code may}, are left out.
 */
final class EnglishNames {
  private static final Set<String> ORDINARY =
      Set.of("may", "march", "august", "polish", "turkey", "china", "chad", "guinea", "male");
  private static final int SHORTEST = 4;
  private static final Map<String, String> NAMES = names();

  private EnglishNames() {}

  private static Map<String, String> names() {
    DateFormatSymbols dates = DateFormatSymbols.getInstance(ULocale.ENGLISH);
    Map<String, String> names = new HashMap<>();
    Stream.of(
            Arrays.stream(dates.getWeekdays()),
            Arrays.stream(dates.getMonths()),
            Arrays.stream(Locale.getISOCountries())
                .map(code -> new ULocale("", code).getDisplayCountry(ULocale.ENGLISH)),
            Arrays.stream(Locale.getISOLanguages())
                .map(code -> new ULocale(code).getDisplayLanguage(ULocale.ENGLISH)))
        .flatMap(each -> each)
        .filter(name -> name.length() >= SHORTEST && name.chars().allMatch(Character::isLetter))
        .forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
    names.keySet().removeAll(ORDINARY);
    return Map.copyOf(names);
  }

  /** The word as it is written, with {@code 's} and the like as they are. */
  static String written(String word) {
    int apostrophe = word.indexOf('\'');
    String stem = apostrophe < 0 ? word : word.substring(0, apostrophe);
    String name = stem.equals("i") ? "I" : NAMES.getOrDefault(stem, stem);
    return name + word.substring(stem.length());
  }
}
