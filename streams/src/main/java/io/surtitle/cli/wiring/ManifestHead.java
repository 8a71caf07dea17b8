package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.Manifest;
import io.surtitle.bundle.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of a bundle's manifest that decides whether the bundle is used. It is read before the
 * bundle is, whose files are large.
 *
 * @param task what the graphs do, such as {@code translate}
 * @param source BCP 47 tag of the language that goes in; empty for other tasks than translation
 * @param targets BCP 47 tags of the languages that come out; none for other tasks than translation
 * @param quality how well it translates into its targets; languages that are missing were not
 *     measured
 * @param rank of two bundles with the same language, the one with the higher rank is preferred
 */
record ManifestHead(
    String name,
    String task,
    String source,
    List<String> targets,
    Map<String, Quality> quality,
    int rank) {
  ManifestHead {
    targets = List.copyOf(targets);
    quality = Map.copyOf(quality);
  }

  /** Whether a directory is a bundle. */
  static boolean isIn(Path directory) {
    return Files.isRegularFile(directory.resolve(Bundle.MANIFEST));
  }

  /**
   * Reads it from a bundle's directory.
   *
   * @throws BundleException if the manifest is missing or one of these values is
   */
  static ManifestHead read(Path directory) {
    Path file = directory.resolve(Bundle.MANIFEST);
    if (!isIn(directory)) {
      throw new BundleException(
          directory,
          "is no bundle, having no " + Bundle.MANIFEST,
          "give the directory of a bundle");
    }
    JsonNode manifest = parse(file);
    String task = text(file, manifest, "task");
    boolean translates = task.equals(Manifest.TRANSLATE);
    return new ManifestHead(
        text(file, manifest, "name"),
        task,
        translates ? text(file, manifest, "source") : "",
        translates ? targets(file, manifest) : List.of(),
        translates ? Quality.read(file, manifest) : Map.of(),
        rank(file, manifest.path("rank")));
  }

  private static JsonNode parse(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BundleException(
          file, "cannot be read (%s)".formatted(e), "check the file and its permissions", e);
    } catch (JacksonException e) {
      throw new BundleException(file, "is not JSON", BundleException.COPY_AGAIN, e);
    }
  }

  private static String text(Path file, JsonNode manifest, String key) {
    JsonNode value = manifest.path(key);
    if (!value.isString()) {
      throw wrong(file, key, "text");
    }
    return value.asString();
  }

  private static List<String> targets(Path file, JsonNode manifest) {
    List<String> targets = new ArrayList<>();
    for (JsonNode each : manifest.path("targets")) {
      targets.add(each.asString());
    }
    if (targets.isEmpty()) {
      throw wrong(file, "targets", "list of languages");
    }
    return targets;
  }

  private static int rank(Path file, JsonNode rank) {
    if (rank.isMissingNode()) {
      return 0;
    }
    if (!rank.isInt()) {
      throw wrong(file, "rank", "whole number");
    }
    return rank.intValue();
  }

  private static BundleException wrong(Path file, String key, String allowed) {
    return new BundleException(
        file, "has no %s at '%s'".formatted(allowed, key), BundleException.EXPORT_AGAIN);
  }
}
