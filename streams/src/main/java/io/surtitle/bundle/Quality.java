package io.surtitle.bundle;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How well a bundle translates into one language, as measured on held-out sentences.
 *
 * @param chrf chrF of the captions, 0 to 100 (Popović 2015)
 * @param waitK source tokens that they stayed behind
 * @param set name of the test set, such as {@code broadcast}
 * @param sentences number of sentences in the set
 * @param date day of the measurement
 */
public record Quality(double chrf, int waitK, String set, int sentences, LocalDate date) {
  /** The manifest's optional key. */
  static final String KEY = "quality";

  private static final double PREVIEW_BELOW = 35;

  /**
   * For languages written without spaces or in syllables: a word has few characters, so chrF is low
   * where a translation is as good.
   */
  private static final double DENSE_PREVIEW_BELOW = 20;

  private static final Set<String> DENSE = Set.of("zh", "ja", "ko");

  public Quality {
    Rules.require(chrf >= 0 && chrf <= 100, "chrf is %s, not 0 to 100".formatted(chrf));
    Rules.require(waitK >= 1, "waitK is %d, not at least 1".formatted(waitK));
    Rules.requireText(set, "the test set");
    Rules.require(sentences >= 1, "sentences is %d, not at least 1".formatted(sentences));
  }

  /** Whether such translations into a language are a preview, not for an audience. */
  public boolean isPreview(String language) {
    return isPreview(language, chrf);
  }

  /**
   * Whether translations into a language are a preview: with chrF under 35, or under 20 in Chinese,
   * Japanese and Korean.
   *
   * @param language BCP 47 tag
   */
  public static boolean isPreview(String language, double chrf) {
    boolean dense = DENSE.contains(Locale.forLanguageTag(language).getLanguage());
    return chrf < (dense ? DENSE_PREVIEW_BELOW : PREVIEW_BELOW);
  }

  /**
   * Reads what a manifest says of its target languages.
   *
   * @param file the manifest, for messages
   * @return by language; empty if the manifest says nothing
   * @throws BundleException if a value is missing, unknown or makes no sense
   */
  public static Map<String, Quality> read(Path file, JsonNode manifest) {
    ObjectNode key = JsonMapper.shared().createObjectNode();
    JsonNode value = manifest.path(KEY);
    key.set(KEY, value.isMissingNode() ? JsonMapper.shared().createObjectNode() : value);
    return Map.copyOf(ManifestReader.read(file, key, Measured.class).quality());
  }

  private record Measured(Map<String, Quality> quality) {}
}
