package io.surtitle.text;

import com.ibm.icu.util.ULocale;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds a language among those that there are, by its tag.
 *
 * <p>This is Lookup of RFC 4647, section 3.4: the last parts of the tag are left out until a
 * language has what remains. Before, both tags are made canonical and complete by CLDR's aliases
 * and likely subtags, so that {@code fil} finds {@code tl}, {@code iw} finds {@code he}, and {@code
 * pt} finds {@code pt-BR}. No part is left out that decides the script: {@code zh-Hans} and {@code
 * zh-SG} find {@code zh}, but {@code zh-TW}, which is in traditional characters, does not.
 */
public final class LanguageLookup {
  private LanguageLookup() {}

  /**
   * The language that a tag finds.
   *
   * @param asked a BCP 47 tag in upper or lower case; what is none finds only its equal
   * @param offered BCP 47 tags; among several that fit, the first is found
   * @return one of those offered, as it is spelt there
   */
  public static Optional<String> find(String asked, Collection<String> offered) {
    Optional<String> equal = offered.stream().filter(asked::equalsIgnoreCase).findFirst();
    return equal.isPresent() ? equal : lookUp(canonical(asked), offered);
  }

  /** The languages that a tag would find, were they in its script. */
  public static List<String> inOtherScripts(String asked, Collection<String> offered) {
    ULocale full = complete(canonical(asked));
    return offered.stream()
        .filter(tag -> isTag(full) && sameLanguage(complete(canonical(tag)), full))
        .filter(tag -> !sameScript(complete(canonical(tag)), full))
        .toList();
  }

  private static Optional<String> lookUp(ULocale asked, Collection<String> offered) {
    ULocale full = complete(asked);
    for (ULocale range = asked; isTag(range); range = range.getFallback()) {
      ULocale candidate = complete(range);
      Optional<String> found =
          offered.stream().filter(tag -> complete(canonical(tag)).equals(candidate)).findFirst();
      if (found.isPresent() && sameScript(candidate, full)) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Extensions, such as the calendar, say nothing about a text. */
  private static ULocale canonical(String tag) {
    return ULocale.createCanonical(new ULocale(ULocale.forLanguageTag(tag).getBaseName()));
  }

  private static ULocale complete(ULocale locale) {
    return isTag(locale) ? ULocale.addLikelySubtags(locale) : locale;
  }

  /** ICU makes the root locale of what is no tag, and English of the root. */
  private static boolean isTag(ULocale locale) {
    return locale != null && !locale.getLanguage().isEmpty();
  }

  private static boolean sameLanguage(ULocale one, ULocale other) {
    return one.getLanguage().equals(other.getLanguage());
  }

  private static boolean sameScript(ULocale one, ULocale other) {
    return one.getScript().equals(other.getScript());
  }
}
