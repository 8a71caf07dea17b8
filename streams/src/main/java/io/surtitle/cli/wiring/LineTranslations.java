package io.surtitle.cli.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The translations of one line by all bundles in use.
 *
 * @param languages of all bundles, in the requested order
 * @param parts one from each bundle
 */
public record LineTranslations(List<String> languages, List<LineTranslation> parts) {
  /** Keeps the lists. */
  public LineTranslations {
    languages = List.copyOf(languages);
    parts = List.copyOf(parts);
  }

  /**
   * Puts together what the bundles made of the same lines.
   *
   * @param bundles for each bundle, the translations of all lines
   */
  public static List<LineTranslations> of(
      List<String> languages, List<List<LineTranslation>> bundles) {
    List<LineTranslations> lines = new ArrayList<>();
    for (int i = 0; i < bundles.get(0).size(); i++) {
      int line = i;
      lines.add(
          new LineTranslations(languages, bundles.stream().map(each -> each.get(line)).toList()));
    }
    return lines;
  }

  /** Whether all translations are empty. */
  public boolean isBlank() {
    return parts.stream().allMatch(LineTranslation::isBlank);
  }

  /** The translations separated by tabs; empty if all are. */
  public String line() {
    return isBlank()
        ? ""
        : languages.stream()
            .map(tag -> part(tag).text().get(tag))
            .collect(Collectors.joining("\t"));
  }

  /** Several translations on lines of their own, each after its language and a tab. */
  public String labelled() {
    return isBlank() || languages.size() == 1
        ? line()
        : languages.stream()
            .map(tag -> tag + "\t" + part(tag).text().get(tag) + "\n")
            .collect(Collectors.joining());
  }

  /**
   * For JSON: the translation of the only bundle; of several, the same keys, but source tokens by
   * language, because each bundle has a tokenizer of its own.
   */
  public Object json() {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Object> text = new LinkedHashMap<>();
    Map<String, Object> delays = new LinkedHashMap<>();
    Map<String, Object> sourceTokens = new LinkedHashMap<>();
    for (String language : languages) {
      LineTranslation part = part(language);
      text.put(language, part.text().get(language));
      delays.put(language, part.delays().get(language));
      sourceTokens.put(language, part.sourceTokens());
    }
    json.put("text", text);
    json.put("delays", delays);
    json.put("sourceTokens", sourceTokens);
    return json;
  }

  private LineTranslation part(String language) {
    return parts.stream()
        .filter(each -> each.text().containsKey(language))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(language));
  }
}
