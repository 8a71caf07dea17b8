package io.surtitle.guarantees;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance of the application in a process of its own, which a test can kill. */
final class ChildInstance implements AutoCloseable {
  private static final String RUNS = "runs";

  private final Process process;
  private final Path log;

  private ChildInstance(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a process; {@link #awaitRunning} says when it runs. */
  static ChildInstance start(Deployment deployment, String name) throws IOException {
    Path log = deployment.directory().resolve(deployment.name() + "-" + name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                ChildInstance.class.getName(),
                name,
                deployment.name(),
                deployment.mode().name(),
                deployment.bootstrapServers(),
                deployment.directory().toString())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    deployment.more().forEach((key, value) -> builder.command().add(key + "=" + value));
    // Not as an option: ONNX Runtime 1.29 overflowed its stack on a command line of kilobytes.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return new ChildInstance(builder.start(), log);
  }

  /** Waits until it runs; the virtual machine may print other lines first. */
  void awaitRunning() throws IOException {
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    while (!RUNS.equals(line)) {
      if (line == null) {
        throw new AssertionError("a process does not run: " + Files.readString(log));
      }
      line = output.readLine();
    }
  }

  /** Like {@code kill -9}: the process has no time to clean up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Runs until it is killed or its parent has ended. */
  public static void main(String[] args) throws InterruptedException, IOException {
    Map<String, String> more = new HashMap<>();
    for (String each : List.of(args).subList(5, args.length)) {
      more.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
    Deployment deployment =
        new Deployment(args[1], Mode.valueOf(args[2]), args[3], Path.of(args[4]), more);
    try (LocalInstance instance = LocalInstance.start(deployment, args[0])) {
      System.out.println(RUNS);
      while (!instance.gaveUp() && System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }
}
