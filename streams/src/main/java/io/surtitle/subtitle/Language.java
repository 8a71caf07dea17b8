package io.surtitle.subtitle;

import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.regex.Pattern;

/** Properties of a BCP 47 language tag. */
public final class Language {
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

  private Language() {}

  /**
   * The tag itself.
   *
   * @throws IllegalArgumentException if it is not a language tag
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

  /** Whether its script, or else the language's usual script, is written from right to left. */
  public static boolean isRightToLeft(String tag) {
    return ULocale.forLanguageTag(checked(tag)).isRightToLeft();
  }
}
