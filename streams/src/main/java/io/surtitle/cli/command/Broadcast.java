package io.surtitle.cli.command;

import io.surtitle.cli.config.Configuration;
import io.surtitle.event.Caption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What the demo sends: the last minutes of an invented basketball game, as text or as sound. */
interface Broadcast {
  /** Names to keep as they are written, one per line. */
  String glossary();

  /** Sends all of it to a stream. */
  void send(Configuration configuration, String stream) throws IOException, InterruptedException;

  /**
   * Whether a final caption is the last one in its language.
   *
   * @param soFar how many final captions the language has with this one
   */
  boolean endsWith(Caption caption, int soFar);

  /** A file that is shipped with the program. */
  static byte[] resource(String name) {
    try (InputStream in = Objects.requireNonNull(Broadcast.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
