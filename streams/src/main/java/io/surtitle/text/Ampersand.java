package io.surtitle.text;

import java.util.Locale;
import java.util.Map;

/** The word that {@code &} stands for in a language, such as "and". */
final class Ampersand {
  static final String SIGN = "&";

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("ar", "و"),
          Map.entry("de", "und"),
          Map.entry("el", "και"),
          Map.entry("en", "and"),
          Map.entry("es", "y"),
          Map.entry("fr", "et"),
          Map.entry("hu", "és"),
          Map.entry("it", "e"),
          Map.entry("nl", "en"),
          Map.entry("pl", "i"),
          Map.entry("pt", "e"),
          Map.entry("ro", "și"),
          Map.entry("ru", "и"),
          Map.entry("tl", "at"),
          Map.entry("tr", "ve"),
          Map.entry("vi", "và"));

  private Ampersand() {}

  /** The word in a language, a BCP 47 tag; the sign itself if the word is not known. */
  static String in(String tag) {
    return WORDS.getOrDefault(tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT), SIGN);
  }
}
