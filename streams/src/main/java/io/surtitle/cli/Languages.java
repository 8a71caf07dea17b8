package io.surtitle.cli;

import io.surtitle.bundle.Manifest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The target languages that a person asked for. */
final class Languages {
  private Languages() {}

  /**
   * Those asked for, or all of the bundle's where none is named.
   *
   * @throws UsageException if the bundle lacks one, or one is named twice
   */
  static List<String> choose(Manifest manifest, List<String> asked) {
    Set<String> seen = new HashSet<>();
    for (String language : asked) {
      if (!manifest.targets().contains(language)) {
        throw new UsageException(
            "the bundle %s has no language '%s'; it translates into %s"
                .formatted(manifest.name(), language, String.join(", ", manifest.targets())));
      }
      if (!seen.add(language)) {
        throw new UsageException("the language '" + language + "' is named twice");
      }
    }
    return asked.isEmpty() ? manifest.targets() : List.copyOf(asked);
  }
}
