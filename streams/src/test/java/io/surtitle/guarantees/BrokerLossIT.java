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
 * Brokers in processes of their own are stopped and killed under load. Of three brokers, any one
 * may be away, and nothing is lost. A single broker leaves hanging transactions behind: the test
 * prints what they cost, and what {@code surtitle doctor --abort-hanging} repairs.
 */
@Timeout(900)
class BrokerLossIT {
  private static final int STREAMS = 24;
  private static final int MAX_WORDS = 1000;

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
      Deployment deployment = deployment("of-three", cluster);
      try (BrokerOutages outages = new BrokerOutages(deployment, workload(), cluster)) {
        outages.startEngines();
        try (OutputRecorder recorder = new OutputRecorder(deployment)) {
          outages.execute(inTurn(STOPS_OF_THREE));
          Comparison comparison = outages.compare(recorder);
          System.out.printf("%d brokers: %s, %d skips%n", 3, comparison, cluster.skips());

          assertThat(comparison).isEqualTo(comparison.ideal(true));
        }
      }
    }
  }

  @Test
  void theOnlyOne() throws Exception {
    try (ProcessCluster cluster = ProcessCluster.start(1, directory.resolve("brokers"))) {
      Deployment deployment = deployment("the-only-one", cluster);
      try (BrokerOutages outages = new BrokerOutages(deployment, workload(), cluster)) {
        outages.startEngines();
        try (OutputRecorder recorder = new OutputRecorder(deployment)) {
          outages.execute(inTurn(STOPS_OF_ONE));
          Comparison found = outages.compare(recorder);
          System.out.printf("1 broker: %s, %d skips%n", found, cluster.skips());
          outages.stopEngines();
          System.out.println(doctor(deployment));
          System.out.println(doctor(deployment, "--abort-hanging", "--yes"));
          outages.startEngines();
          Comparison repaired = outages.compare(recorder);
          System.out.printf("1 broker, after the doctor: %s%n", repaired);

          assertThat(repaired.pending()).isZero();
          assertThat(repaired.lost()).isLessThanOrEqualTo(found.lost());
        }
      }
    }
  }

  /** SIGTERM and SIGKILL. */
  private static List<Boolean> inTurn(int count) {
    return IntStream.range(0, count).mapToObj(i -> i % 2 == 1).toList();
  }

  private Deployment deployment(String name, ProcessCluster cluster) {
    return new Deployment(name, Mode.EXACTLY_ONCE, cluster.bootstrapServers(), directory, Map.of());
  }

  private static Workload workload() {
    return Workload.paced(Scale.seed(), STREAMS, MAX_WORDS);
  }

  private String doctor(Deployment deployment, String... options) throws Exception {
    Path configuration = configuration(deployment);
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
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output + "exit code " + process.waitFor();
  }

  private Path configuration(Deployment deployment) throws IOException {
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
                deployment.name(),
                deployment.bootstrapServers(),
                deployment.topics().text(),
                deployment.topics().captionPrefix(),
                deployment.topics().deadLetters(),
                deployment.topics().glossary(),
                Workload.PARTITIONS,
                String.join(", ", Deployment.BUNDLE.manifest().targets())));
  }
}
