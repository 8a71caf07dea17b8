package io.surtitle.benchmarks;

import io.surtitle.cli.wiring.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Kafka's client in the version that Flink's connector needs, installed beside the program. */
final class FlinkLibraries {
  private FlinkLibraries() {}

  static List<Path> jars() {
    Path directory = Installation.program(FlinkLibraries.class).resolveSibling("flink-lib");
    try (Stream<Path> jars = Files.list(directory)) {
      return jars.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("there are no libraries for Flink in " + directory, e);
    }
  }
}
