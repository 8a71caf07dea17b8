package io.surtitle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What is said in the demo.
 *
 * @param lines an utterance or more each, none blank
 * @param glossary names that are to come through as they are written, one a line
 */
record Broadcast(List<String> lines, String glossary) {
  private static final String SCRIPT = "/demo/broadcast.txt";
  private static final String ROSTER = "/demo/glossary.txt";

  Broadcast {
    lines = lines.stream().filter(line -> !line.isBlank()).toList();
  }

  /** The last minutes of a basketball game that never was. */
  static Broadcast scripted() {
    return new Broadcast(read(SCRIPT).lines().toList(), read(ROSTER));
  }

  private static String read(String resource) {
    try (InputStream in = Objects.requireNonNull(Broadcast.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the script of the demo cannot be read", e);
    }
  }

  /** Whether it ends with these words. */
  boolean endsWith(String words) {
    return !words.isBlank() && lines.get(lines.size() - 1).endsWith(words);
  }
}
