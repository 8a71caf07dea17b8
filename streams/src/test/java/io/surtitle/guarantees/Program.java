package io.surtitle.guarantees;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class in a process of its own; its standard output and error go to one file. */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static Program start(Path log, Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED", main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // Not as an option: ONNX Runtime 1.29 overflowed its stack on a command line of kilobytes.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return new Program(builder.start(), log);
  }

  /** Waits for a line with this beginning, and returns the rest of the line. */
  String awaitLine(String beginning) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      for (String line : Files.readAllLines(log)) {
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length());
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no '" + beginning + "' came: " + Files.readString(log));
  }

  /** Sends SIGTERM, waits until the process has ended, and returns how long that took. */
  Duration terminate() throws InterruptedException {
    long begun = System.nanoTime();
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end");
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Like {@code kill -9}: the process has no time to clean up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
