package io.surtitle.event;

import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The caption topics: those whose name is a prefix and a language. A topic with any other suffix,
 * such as {@code captions.live} or {@code captions.fr.bak}, is not a caption topic.
 *
 * @param prefix the beginning of the names, taken literally
 */
public record CaptionTopics(String prefix) {
  /** Language, script, region and variants of BCP 47, or a tag for private use. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?i)[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
              + "|x(-[a-z0-9]{1,8})+");

  /** Codes of ISO 639-1. */
  private static final Set<String> LANGUAGES = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));

  /**
   * Longer codes of languages that have no shorter one and that broadcasts are captioned in. Not
   * all of ISO 639-3: in {@code captions.bad} or {@code captions.new} nobody speaks Banda or
   * Newari.
   */
  private static final Set<String> LONGER =
      Set.of(
          "ast", "bem", "bho", "ceb", "ckb", "cmn", "dsb", "fil", "fur", "gom", "gsw", "haw", "hmn",
          "hsb", "ilo", "kab", "kok", "lus", "mai", "mni", "nds", "nso", "pap", "pcm", "sah", "scn",
          "smn", "szl", "tpi", "tzm", "wuu", "yue", "zgh");

  /** The topic of one language's captions. */
  public String topic(String language) {
    return prefix + language;
  }

  /** The language of a caption topic, as written in its name; empty for any other topic. */
  public Optional<String> language(String topic) {
    return topic.startsWith(prefix)
        ? Optional.of(topic.substring(prefix.length())).filter(CaptionTopics::isLanguage)
        : Optional.empty();
  }

  /**
   * Whether a text is the tag of a language, in upper or lower case; private-use tags are accepted.
   */
  public static boolean isLanguage(String tag) {
    if (!FORM.matcher(tag).matches()) {
      return false;
    }
    try {
      return isKnown(new Locale.Builder().setLanguageTag(tag).build());
    } catch (IllformedLocaleException e) {
      return false;
    }
  }

  private static boolean isKnown(Locale locale) {
    String language = locale.getLanguage();
    return (language.isEmpty() || LANGUAGES.contains(language) || LONGER.contains(language))
        && isNamed(locale.getScript(), locale.getDisplayScript(Locale.ENGLISH))
        && isNamed(locale.getCountry(), locale.getDisplayCountry(Locale.ENGLISH))
        && isNamed(locale.getVariant(), locale.getDisplayVariant(Locale.ENGLISH));
  }

  /** Java uses the code itself as the name of an unknown language or region. */
  private static boolean isNamed(String code, String name) {
    return code.isEmpty() || !code.equals(name);
  }
}
