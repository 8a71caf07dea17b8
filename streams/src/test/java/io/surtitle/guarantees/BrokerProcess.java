package io.surtitle.guarantees;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in a process of its own, which can be stopped, killed and started again. */
final class BrokerProcess implements AutoCloseable {
  private static final int PATIENCE_S = 60;

  private final Path directory;
  private final Path settings;
  private @Nullable Process process;

  /** Formats the storage of a broker in a directory of its own, without starting it. */
  BrokerProcess(Path directory, Map<String, String> settings, String cluster)
      throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    this.settings = directory.resolve("broker.properties");
    Properties properties = new Properties();
    properties.putAll(settings);
    properties.setProperty("log.dirs", directory.resolve("data").toString());
    try (Writer writer = Files.newBufferedWriter(this.settings)) {
      properties.store(writer, null);
    }
    Process format =
        java(
            List.of(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                cluster,
                "-c",
                this.settings.toString()));
    if (format.waitFor() != 0) {
      throw new AssertionError("a broker cannot be formatted: " + log());
    }
  }

  void start() throws IOException {
    process = java(List.of("kafka.Kafka", settings.toString()));
  }

  /** Stops it with SIGTERM or, where it is killed, SIGKILL. */
  void stop(boolean kill) throws InterruptedException {
    Process running = process;
    if (running == null) {
      return;
    }
    if (kill) {
      running.destroyForcibly();
    } else {
      running.destroy();
    }
    if (!running.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      running.destroyForcibly().waitFor();
    }
    process = null;
  }

  /** How often it published that it passed over partitions without a leader. */
  long skips() throws IOException {
    return log()
        .lines()
        .filter(line -> line.contains("these partitions are likely deleted already"))
        .count();
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("broker.log"));
  }

  private Process java(List<String> arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback-broker.xml")
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("broker.log").toFile()));
    builder.command().addAll(arguments);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
