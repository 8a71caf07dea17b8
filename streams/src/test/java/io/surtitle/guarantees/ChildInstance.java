package io.surtitle.guarantees;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance of the application in a process of its own, to be killed. */
final class ChildInstance implements AutoCloseable {
  private static final String RUNS = "runs";

  private final Process process;
  private final Path log;

  private ChildInstance(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a process; it may take a while until it runs. */
  static ChildInstance start(Stage stage, String name) throws IOException {
    Path log = stage.directory().resolve(stage.name() + "-" + name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                ChildInstance.class.getName(),
                name,
                stage.name(),
                stage.mode().name(),
                stage.bootstrapServers(),
                stage.directory().toString())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    stage.more().forEach((key, value) -> builder.command().add(key + "=" + value));
    // Not as an option: ONNX Runtime 1.29 overflowed its stack on a command line of kilobytes.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return new ChildInstance(builder.start(), log);
  }

  /** Waits until it runs. A virtual machine may have other things to say first. */
  void awaitRunning() throws IOException {
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    while (!RUNS.equals(line)) {
      if (line == null) {
        throw new AssertionError("a process does not run: " + Files.readString(log));
      }
      line = said.readLine();
    }
  }

  /** As {@code kill -9} does: it has no time for anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Runs until it is killed, or its parent is gone. */
  public static void main(String[] args) throws InterruptedException, IOException {
    Map<String, String> more = new HashMap<>();
    for (String each : List.of(args).subList(5, args.length)) {
      more.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
    Stage stage = new Stage(args[1], Mode.valueOf(args[2]), args[3], Path.of(args[4]), more);
    try (LocalInstance instance = LocalInstance.start(stage, args[0])) {
      System.out.println(RUNS);
      while (!instance.gaveUp() && System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }
}
