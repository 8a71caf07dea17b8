package io.surtitle.cli.wiring;

import io.surtitle.bundle.Manifest;
import io.surtitle.cli.config.ConfigurationException;
import io.surtitle.cli.config.ListedBundle;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that may be used.
 *
 * @param id its operator's, if the configuration gives it one
 */
record Candidate(@Nullable String id, Path directory, ManifestHead manifest) {
  /** The preferred first: by rank, then by name, then by directory. */
  static final Comparator<Candidate> PREFERENCE =
      Comparator.comparingInt((Candidate each) -> each.manifest.rank())
          .reversed()
          .thenComparing(each -> each.manifest.name())
          .thenComparing(Candidate::directory);

  /** Reads the manifest. */
  static Candidate read(@Nullable String id, Path directory) {
    return new Candidate(id, directory, ManifestHead.read(directory));
  }

  boolean translates() {
    return manifest.task().equals(Manifest.TRANSLATE);
  }

  /** A target language as the manifest spells it. */
  String spelled(String language) {
    return manifest.targets().stream()
        .filter(language::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(language));
  }

  /** The bundle with those of its languages that are in use. */
  ChosenBundle with(List<String> languages) {
    return new ChosenBundle(
        operator(), directory, manifest.task(), manifest.source(), languages, manifest.quality());
  }

  private String operator() {
    String operator = Objects.requireNonNullElse(id, manifest.name());
    if (!ListedBundle.isId(operator)) {
      throw new ConfigurationException(
          "the bundle %s is named '%s' by its manifest, which cannot be the id of an operator (%s);"
                  .formatted(directory, operator, ListedBundle.ID_FORM)
              + " list it in model.bundles with an 'id'");
    }
    return operator;
  }

  /** For messages. */
  @Override
  public String toString() {
    return "%s (%s)".formatted(manifest.name(), directory);
  }
}
