package io.surtitle.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies beside the program. */
final class Installation {
  private static final Path BUNDLE = Path.of("models", "live-translate");

  private Installation() {}

  /** The shipped model, in the nearest directory above the program that has it. */
  static Path bundle() {
    for (Path at = program(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(BUNDLE))) {
        return at.resolve(BUNDLE);
      }
    }
    return BUNDLE;
  }

  /** Kafka's client of the version that Flink's connector needs. */
  static List<Path> flinkLibraries() {
    Path directory = program().resolveSibling("flink-lib");
    try (Stream<Path> jars = Files.list(directory)) {
      return jars.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("there are no libraries for Flink in " + directory, e);
    }
  }

  private static Path program() {
    try {
      return Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program's own place has no path", e);
    }
  }
}
