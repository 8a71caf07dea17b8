package io.surtitle.subtitle;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a BCP 47 language tag says. */
final class Language {
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi");
  private static final Set<String> RIGHT_TO_LEFT_SCRIPTS = Set.of("Arab", "Hebr", "Syrc", "Thaa");

  private Language() {}

  /**
   * The tag itself.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String checked(String tag) {
    if (!TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException("'" + tag + "' is not a language tag");
    }
    return tag;
  }

  /** The language without script or region, such as {@code fr} of {@code fr-CA}. */
  static String base(String tag) {
    return checked(tag).split("-", 2)[0].toLowerCase(Locale.ROOT);
  }

  static boolean isRightToLeft(String tag) {
    String script = Locale.forLanguageTag(checked(tag)).getScript();
    return script.isEmpty()
        ? RIGHT_TO_LEFT.contains(base(tag))
        : RIGHT_TO_LEFT_SCRIPTS.contains(script);
  }
}
