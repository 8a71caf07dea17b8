package io.surtitle.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command reads and writes: UTF-8, whatever the locale.
 *
 * @param in bytes of standard input
 * @param out results only; flushed by whoever prints
 * @param err progress and failures; flushed at every line
 * @param screen the size of the terminal that {@code out} is, empty if it is none
 */
record Stdio(InputStream in, PrintWriter out, PrintWriter err, Optional<ScreenSize> screen) {
  /** Rows and columns of the terminal; the launcher sets it where standard output is one. */
  static final String TERMINAL = "surtitle.terminal";

  /** Those of the process. */
  static Stdio ofProcess() {
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
