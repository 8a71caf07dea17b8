package io.surtitle.cli;

import io.surtitle.bundle.Manifest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The target languages that a person asked for. */
final class Languages {
  private Languages() {}

  /**
   * Those asked for, or all of the bundle's where none is named, as the bundle writes them: the
   * case of a language tag means nothing.
   *
   * @throws UsageException if the bundle lacks one, or one is named twice
   */
  static List<String> choose(Manifest manifest, List<String> asked) {
    Set<String> chosen = new LinkedHashSet<>();
    for (String language : asked) {
      if (!chosen.add(known(manifest, language))) {
        throw new UsageException("the language '" + language + "' is named twice");
      }
    }
    return chosen.isEmpty() ? manifest.targets() : List.copyOf(chosen);
  }

  private static String known(Manifest manifest, String language) {
    return manifest.targets().stream()
        .filter(language::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "the bundle %s has no language '%s'; it translates into %s"
                        .formatted(
                            manifest.name(), language, String.join(", ", manifest.targets()))));
  }
}
