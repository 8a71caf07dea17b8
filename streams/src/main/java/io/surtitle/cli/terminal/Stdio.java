package io.surtitle.cli.terminal;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard input, output and error of a command; text is UTF-8, whatever the locale.
 *
 * @param in bytes of standard input
 * @param out for results only; the caller flushes it
 * @param err for progress and failures; flushed after every line
 * @param screen size of the terminal behind {@code out}, empty if it is not a terminal
 */
public record Stdio(InputStream in, PrintWriter out, PrintWriter err, Optional<ScreenSize> screen) {
  /** System property with the terminal's rows and columns, set by the launcher. */
  static final String TERMINAL = "surtitle.terminal";

  /** The streams of this process. */
  public static Stdio ofProcess() {
    return new Stdio(
        System.in,
        writer(FileDescriptor.out, false),
        writer(FileDescriptor.err, true),
        ScreenSize.parse(System.getProperty(TERMINAL, "")));
  }

  private static PrintWriter writer(FileDescriptor file, boolean flushLines) {
    OutputStreamWriter utf8 =
        new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8);
    return new PrintWriter(new BufferedWriter(utf8), flushLines);
  }
}
