package io.surtitle.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surtitle.cli.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Brokers in processes of their own are stopped and killed under load. Of three, any may go, and
 * nothing is lost. One alone leaves transactions that hang: that is printed, and what {@code
 * surtitle doctor --abort-hanging} makes of it.
 */
@Timeout(900)
class BrokerLossIT {
  private static final int STREAMS = 24;
  private static final int MOST_WORDS = 1000;

  private static final int STOPS_OF_THREE = 6;

  /** Not every one leaves a transaction that hangs. */
  private static final int STOPS_OF_ONE = 10;

  @TempDir private Path directory;

  @BeforeEach
  void atLengthOnly() {
    assumeTrue(Scale.isLong(), "takes minutes: -Pchaos");
  }

  @Test
  void anyOfThree() throws Exception {
    try (ProcessCluster cluster = ProcessCluster.start(3, directory.resolve("brokers"))) {
      Stage stage = stage("of-three", cluster);
      try (Outage outage = new Outage(stage, script(), cluster)) {
        outage.startEngines();
        try (Viewer viewer = new Viewer(stage)) {
          outage.strike(inTurn(STOPS_OF_THREE));
          Verdict verdict = outage.verdict(viewer);
          System.out.printf("%d brokers: %s, %d skips%n", 3, verdict, cluster.skips());

          assertThat(verdict).isEqualTo(verdict.ideal(true));
        }
      }
    }
  }

  @Test
  void theOnlyOne() throws Exception {
    try (ProcessCluster cluster = ProcessCluster.start(1, directory.resolve("brokers"))) {
      Stage stage = stage("the-only-one", cluster);
      try (Outage outage = new Outage(stage, script(), cluster)) {
        outage.startEngines();
        try (Viewer viewer = new Viewer(stage)) {
          outage.strike(inTurn(STOPS_OF_ONE));
          Verdict found = outage.verdict(viewer);
          System.out.printf("1 broker: %s, %d skips%n", found, cluster.skips());
          outage.stopEngines();
          System.out.println(doctor(stage));
          System.out.println(doctor(stage, "--abort-hanging", "--yes"));
          outage.startEngines();
          Verdict repaired = outage.verdict(viewer);
          System.out.printf("1 broker, after the doctor: %s%n", repaired);

          assertThat(repaired.waiting()).isZero();
          assertThat(repaired.lost()).isLessThanOrEqualTo(found.lost());
        }
      }
    }
  }

  /** SIGTERM and SIGKILL. */
  private static List<Boolean> inTurn(int count) {
    return IntStream.range(0, count).mapToObj(i -> i % 2 == 1).toList();
  }

  private Stage stage(String name, ProcessCluster cluster) {
    return new Stage(name, Mode.EXACTLY_ONCE, cluster.bootstrapServers(), directory, Map.of());
  }

  private static Script script() {
    return Script.speech(Scale.seed(), STREAMS, MOST_WORDS);
  }

  private String doctor(Stage stage, String... options) throws Exception {
    Path configuration = configuration(stage);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                Main.class.getName(),
                "doctor",
                "--config",
                configuration.toString())
            .redirectErrorStream(true);
    builder.command().addAll(List.of(options));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + "exit code " + process.waitFor();
  }

  private Path configuration(Stage stage) throws IOException {
    Path configuration = directory.resolve("surtitle.yaml");
    return Files.writeString(
        configuration,
        """
        application: %s
        kafka:
          bootstrap.servers: %s
        topics:
          text: %s
          captions: %s
          deadLetters: %s
          glossary: %s
          partitions: %d
        captions:
          languages: [%s]
        """
            .formatted(
                stage.name(),
                stage.bootstrapServers(),
                stage.topology().topics().text(),
                stage.topology().topics().captionPrefix(),
                stage.topology().topics().deadLetters(),
                stage.topology().topics().glossary(),
                Script.PARTITIONS,
                String.join(", ", stage.topology().targets())));
  }
}
