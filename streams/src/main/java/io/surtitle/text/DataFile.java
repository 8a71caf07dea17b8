package io.surtitle.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Data shipped as text: an entry a line; {@code #} begins a comment. */
final class DataFile {
  private DataFile() {}

  /** The lines of {@code /text/<name>.txt}; none if there is no such file. */
  static List<String> lines(String name) {
    try (InputStream file = DataFile.class.getResourceAsStream("/text/" + name + ".txt")) {
      return file == null ? List.of() : lines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(InputStream file) {
    return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
