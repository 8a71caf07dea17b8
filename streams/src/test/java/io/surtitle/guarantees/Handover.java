package io.surtitle.guarantees;

import io.surtitle.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Two processes of {@code surtitle run}: the older is stopped or killed, the other takes over, and
 * a new process replaces it.
 */
final class Handover implements AutoCloseable {
  private static final Duration SETTLING = Duration.ofSeconds(8);
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AFTER = Duration.ofSeconds(15);

  private final Path directory;
  private final String configuration;
  private final Deque<Program> engines = new ArrayDeque<>();
  private int started;

  /**
   * Starts nothing yet.
   *
   * @param configuration of the engines, as in surtitle.yaml, without {@code streams}
   */
  Handover(Path directory, String configuration) {
    this.directory = directory;
    this.configuration = configuration;
  }

  /**
   * How one process ended, and how long captions stayed away.
   *
   * @param end how long it took to end
   * @param code its exit code
   * @param before the longest gap of any stream before
   * @param after the longest gap after
   */
  record Outcome(Duration end, int code, Duration before, Duration after) {
    @Override
    public String toString() {
      return "ended with %d after %d ms; longest gap %d ms, before %d ms"
          .formatted(code, end.toMillis(), after.toMillis(), before.toMillis());
    }
  }

  /** Starts one more process and waits until it serves metrics. */
  void start() throws IOException, InterruptedException {
    String name = "engine-" + started++;
    Path config = directory.resolve(name + ".yaml");
    Files.writeString(
        config,
        "%s%nstreams: {stateDirectory: %s}%n".formatted(configuration, directory.resolve(name)));
    Program engine =
        Program.start(
            directory.resolve(name + ".log"),
            Main.class,
            List.of("run", "--config", config.toString(), "--port", "0"));
    engines.add(engine);
    engine.awaitLine("metrics and health on ");
  }

  /** Ends the older process, with SIGTERM if in order, and starts another in its place. */
  Outcome end(LiveTraffic traffic, boolean inOrder) throws IOException, InterruptedException {
    Thread.sleep(SETTLING.toMillis());
    traffic.longestGap();
    Thread.sleep(BEFORE.toMillis());
    Duration before = traffic.longestGap();
    Program older = engines.remove();
    Duration end = Duration.ZERO;
    if (inOrder) {
      end = older.terminate();
    } else {
      older.kill();
    }
    Thread.sleep(AFTER.toMillis());
    Duration after = traffic.longestGap();
    start();
    return new Outcome(end, older.exitCode(), before, after);
  }

  @Override
  public void close() {
    engines.forEach(Program::close);
  }
}
