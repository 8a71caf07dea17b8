package io.surtitle.cli.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The version, and the files shipped with the program. */
public final class Installation {
  private static final String MODELS = "models";

  private Installation() {}

  /**
   * The shipped bundle, {@code models/live-translate}; whether it is there, its loading will show.
   */
  public static Path bundle() {
    return models().resolve(BundleChoice.ONLY);
  }

  /** The shipped bundle of a task: of several, the one with the highest rank. */
  public static Optional<Path> bundle(String task) {
    return bundles().stream()
        .filter(ManifestHead::isIn)
        .map(each -> Candidate.read(null, each))
        .filter(each -> each.manifest().task().equals(task))
        .min(Candidate.PREFERENCE)
        .map(Candidate::directory);
  }

  /** The directories in {@code models/} that are bundles, or the shipped one if none is. */
  static List<Path> bundles() {
    Path models = models();
    List<Path> bundles = Files.isDirectory(models) ? bundlesIn(models) : List.of();
    return bundles.isEmpty() ? List.of(bundle()) : bundles;
  }

  /** In the nearest directory above the program; if none has it, in the working directory. */
  private static Path models() {
    for (Path at = program(Installation.class); at != null; at = at.getParent()) {
      Path models = at.resolve(MODELS);
      if (Files.isDirectory(models) && !bundlesIn(models).isEmpty()) {
        return models;
      }
    }
    return Path.of(MODELS);
  }

  private static List<Path> bundlesIn(Path models) {
    try (Stream<Path> directories = Files.list(models)) {
      return directories.filter(ManifestHead::isIn).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + models, e);
    }
  }

  /** The version that the build wrote into the jar's manifest. */
  public static String version() {
    String version = Installation.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(version, "(development)");
  }

  /** The jar, or the directory of classes, that a class was loaded from. */
  public static Path program(Class<?> of) {
    CodeSource source = of.getProtectionDomain().getCodeSource();
    try {
      return source == null
          ? Path.of("").toAbsolutePath()
          : Path.of(source.getLocation().toURI()).toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the location of the program is not a path", e);
    }
  }
}
