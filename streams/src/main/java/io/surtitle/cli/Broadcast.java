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
 */
record Broadcast(List<String> lines) {
  private static final String SCRIPT = "/demo/broadcast.txt";

  Broadcast {
    lines = lines.stream().filter(line -> !line.isBlank()).toList();
  }

  /** The last minutes of a basketball game that never was. */
  static Broadcast scripted() {
    try (InputStream in = Objects.requireNonNull(Broadcast.class.getResourceAsStream(SCRIPT))) {
      return new Broadcast(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("the script of the demo cannot be read", e);
    }
  }

  /** Whether it ends with these words. */
  boolean endsWith(String words) {
    return !words.isBlank() && lines.get(lines.size() - 1).endsWith(words);
  }
}
