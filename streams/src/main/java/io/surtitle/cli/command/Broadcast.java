package io.surtitle.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The script of the demo.
 *
 * @param lines each one or more utterances, none blank
 * @param glossary names to keep as they are written, one per line
 */
record Broadcast(List<String> lines, String glossary) {
  private static final String SCRIPT = "/demo/broadcast.txt";
  private static final String ROSTER = "/demo/glossary.txt";

  Broadcast {
    lines = lines.stream().filter(line -> !line.isBlank()).toList();
  }

  /** The last minutes of an invented basketball game. */
  static Broadcast scripted() {
    return new Broadcast(read(SCRIPT).lines().toList(), read(ROSTER));
  }

  private static String read(String resource) {
    try (InputStream in = Objects.requireNonNull(Broadcast.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the script of the demo", e);
    }
  }

  /** Whether the script ends with these words. */
  boolean endsWith(String words) {
    return !words.isBlank() && lines.get(lines.size() - 1).endsWith(words);
  }
}
