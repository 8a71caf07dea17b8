package io.surtitle.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;

/**
 * The text of streams: the demo's broadcast, repeated; each stream begins at a different sentence.
 */
public final class Script implements Material {
  private static final String BROADCAST = "/demo/broadcast.txt";
  private static final int STRIDE = 7; // prime to the number of sentences of the broadcast

  private final List<String> words = new ArrayList<>();
  private final List<Integer> sentences = new ArrayList<>();

  private Script(List<String> lines) {
    for (String line : lines) {
      sentences.add(words.size());
      words.addAll(Arrays.asList(line.strip().split("\\s+")));
    }
  }

  /** The demo's broadcast. */
  public static Script broadcast() {
    try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(BROADCAST))) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("the script of the demo cannot be read", e);
    }
  }

  /** A script of some sentences; blank ones are ignored. */
  static Script of(List<String> lines) {
    return new Script(lines.stream().filter(line -> !line.isBlank()).toList());
  }

  @Override
  public byte[] value(int stream, int index) {
    return word(stream, index).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<Header> headers(int stream, int index) {
    return List.of();
  }

  /** A word of a stream; both counted from 0. */
  public String word(int stream, int index) {
    int start = sentences.get((int) ((long) stream * STRIDE % sentences.size()));
    return words.get((int) ((start + (long) index) % words.size()));
  }
}
