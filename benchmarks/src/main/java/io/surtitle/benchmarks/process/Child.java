package io.surtitle.benchmarks.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A child process of a run, with the same Java and the same classes as this one. */
public final class Child implements AutoCloseable {
  private static final int PATIENCE_S = 30;

  /** Flink and Kryo access the JDK's own classes. */
  private static final List<String> OPENS =
      List.of("java.lang", "java.util", "java.util.concurrent", "java.time", "java.net", "java.io");

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a main class.
   *
   * @param name for messages
   * @param heapMb size of its heap in MiB
   */
  public static Child start(String name, int heapMb, Class<?> main, String... arguments) {
    return start(name, heapMb, List.of(), main, arguments);
  }

  /** The same, with libraries that take precedence over those of this process. */
  public static Child start(
      String name, int heapMb, List<Path> first, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms" + heapMb + "m", "-Xmx" + heapMb + "m", "-XX:+UseG1GC"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"));
    OPENS.forEach(each -> command.add("--add-opens=java.base/" + each + "=ALL-UNNAMED"));
    command.add("-Dlogback.configurationFile=logback-bench.xml");
    command.addAll(extraOptions());
    command.addAll(List.of("-cp", classPath(first), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return new Child(name, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not start", e);
    }
  }

  private static String classPath(List<Path> first) {
    List<String> entries = new ArrayList<>();
    first.forEach(path -> entries.add(path.toString()));
    entries.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, entries);
  }

  /** The options in SURTITLE_BENCH_OPTS, for example for a profiler. */
  private static List<String> extraOptions() {
    String options = System.getenv("SURTITLE_BENCH_OPTS");
    return options == null || options.isBlank()
        ? List.of()
        : List.of(options.strip().split("\\s+"));
  }

  /** The child's next answer. */
  public <T> T hear(Class<T> type) {
    try {
      String line = answers.readLine();
      while (line != null && !line.startsWith(Answering.MARK)) {
        line = answers.readLine();
      }
      if (line == null) {
        throw new IllegalStateException(
            "the process '%s' ended unexpectedly; see its last messages".formatted(name));
      }
      return JsonMapper.shared().readValue(line.substring(Answering.MARK.length()), type);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Sends a command and waits for the answer. */
  public <T> T ask(String command, Class<T> answer) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the process '" + name + "' does not accept commands", e);
    }
    return hear(answer);
  }

  /** The resources that the process has used since the previous call. */
  public Snapshot mark() {
    return ask(Snapshot.COMMAND, Snapshot.class);
  }

  /** Ends the process, forcibly only if necessary. */
  @Override
  public void close() {
    try {
      commands.close();
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
