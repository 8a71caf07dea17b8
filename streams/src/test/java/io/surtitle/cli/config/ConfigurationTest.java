package io.surtitle.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.inference.Batching;
import io.surtitle.inference.CudaSettings;
import io.surtitle.inference.CudaSettings.Growth;
import io.surtitle.inference.DeviceChoice;
import io.surtitle.inference.RunSettings;
import io.surtitle.topology.TopologySettings.Behind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private static final Path DIRECTORY = Path.of("/etc/surtitle");

  private static final Speech SPEECH =
      new Speech(
          DIRECTORY.resolve("bundles/recogniser"),
          Duration.ofMillis(900),
          Duration.ofSeconds(20),
          DIRECTORY.resolve("bundles/silero"));
  private static final Model USUAL_MODEL =
      new Model(
          null,
          List.of(),
          null,
          null,
          Duration.ofSeconds(5),
          DeviceChoice.AUTO,
          new Cuda(0, false, null, Growth.NEXT_POWER_OF_TWO));

  private static final Model MODEL =
      new Model(
          null,
          List.of(
              new ListedBundle(null, DIRECTORY.resolve("bundles/romance")),
              new ListedBundle("speech", Path.of("/opt/silero"))),
          2,
          DIRECTORY.resolve("archive"),
          Duration.ofSeconds(7),
          DeviceChoice.CUDA,
          new Cuda(1, true, 4096, Growth.SAME_AS_REQUESTED));

  private static final String EVERYTHING =
      """
      application: games
      kafka:
        bootstrap.servers: one:1,two:2
        acks: all
        retries: 3
        enable.idempotence: true
      topics:
        text: in.text
        captions: out.
        deadLetters: bad
        glossary: names
        audio: in.audio
        events: out-events
        partitions: 24
        replication: 3
      model:
        bundles:
          - bundles/romance
          - {id: speech, directory: /opt/silero}
        threads: 2
        archive: archive
        watch: 7s
        device: cuda
        cuda:
          id: 1
          tf32: true
          memoryMiB: 4096
          growth: same-as-requested
      captions:
        languages: [fr, pt-BR]
        waitK: 5
        beam: 2
      utterance:
        silence: 1500ms
        maxTokens: 60
      speech:
        bundle: bundles/recogniser
        silence: 900ms
        longest: 20s
        voice: bundles/silero
      limits:
        recordBytes: 100
        audioBytes: 200
        streams: 20
        pending: 50
        pendingBytes: 5000
        idle: 1h
        lag: 5s
        behind: skip-to-live
      batch:
        max: 16
        delay: 3ms
        rows: 3000
        padded: true
        shared: false
      state:
        snapshot: 8
      streams:
        threads: 4
        stateDirectory: /var/lib/surtitle
      http:
        host: 0.0.0.0
        port: 80
        token: secret
        origins: [https://example.org]
        connections: 500
      gateway:
        history: 2h
        captions: 100
        viewers: 50
        patience: 3s
        mask: [fr]
      """;

  @Test
  void whatKafkaIsToLookUpIsLeftToKafka() {
    Configuration configuration =
        read(
            """
            kafka:
              client.id: ${env:PATH}
              config.providers: env
              config.providers.env.class: %s
            """
                .formatted(EnvVarConfigProvider.class.getName()));

    AdminClientConfig client = new AdminClientConfig(Map.copyOf(configuration.kafka()));

    assertThat(client.getString("client.id")).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void defaults() {
    Configuration configuration = read("");

    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                "surtitle",
                Map.of("bootstrap.servers", "localhost:9092"),
                new Configuration.Topics(
                    "broadcast.text",
                    "captions.",
                    "surtitle.dead-letters",
                    "surtitle.glossary",
                    "broadcast.audio",
                    "broadcast.events",
                    6,
                    -1),
                USUAL_MODEL,
                new Configuration.Captions(List.of(), null, 3),
                new Configuration.Utterance(Duration.ofSeconds(2), 80),
                new Speech(null, Duration.ofMillis(800), Duration.ofSeconds(15), null),
                new Limits(
                    4096,
                    1_048_576,
                    1000,
                    256,
                    16_777_216,
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(30),
                    Behind.CATCH_UP),
                new Batch(null, Duration.ofMillis(10), null, null, null),
                new State(16),
                new Configuration.Streams(1, null),
                new Http("localhost", null, null, List.of(), 10_000),
                new Configuration.Gateway(
                    Duration.ofHours(6), 10_000, 5_000, Duration.ofSeconds(10), List.of())));
  }

  @Test
  void fullMapping() {
    Configuration configuration = read(EVERYTHING);

    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                "games",
                Map.of(
                    "bootstrap.servers", "one:1,two:2",
                    "acks", "all",
                    "retries", "3",
                    "enable.idempotence", "true"),
                new Configuration.Topics(
                    "in.text", "out.", "bad", "names", "in.audio", "out-events", 24, 3),
                MODEL,
                new Configuration.Captions(List.of("fr", "pt-BR"), WaitK.of(5), 2),
                new Configuration.Utterance(Duration.ofMillis(1500), 60),
                SPEECH,
                new Limits(
                    100,
                    200,
                    20,
                    50,
                    5000,
                    Duration.ofHours(1),
                    Duration.ofSeconds(5),
                    Behind.SKIP_TO_LIVE),
                new Batch(16, Duration.ofMillis(3), 3000, true, false),
                new State(8),
                new Configuration.Streams(4, Path.of("/var/lib/surtitle")),
                new Http("0.0.0.0", 80, "secret", List.of("https://example.org"), 500),
                new Configuration.Gateway(
                    Duration.ofHours(2), 100, 50, Duration.ofSeconds(3), List.of("fr"))));
  }

  @Test
  void whatIsLeftOutKeepsItsDefault() {
    Configuration configuration = read("topics:\n  partitions: 3\nkafka:\n  acks: all\nbatch:\n");

    assertThat(configuration.topics().text()).isEqualTo("broadcast.text");
    assertThat(configuration.kafka())
        .containsOnly(Map.entry("bootstrap.servers", "localhost:9092"), Map.entry("acks", "all"));
    assertThat(configuration.batch()).isEqualTo(Configuration.defaults().batch());
  }

  @Test
  void bundlesAreRunAsConfigured() {
    Configuration usual = Configuration.defaults();

    assertThat(usual.runs(8)).isEqualTo(RunSettings.of(8));
    assertThat(read("streams: {threads: 16}").runs(8).threads()).isEqualTo(1);
    assertThat(read("streams: {threads: 4}\nbatch: {shared: true}").runs(8).threads()).isEqualTo(8);
    assertThat(read(EVERYTHING).runs(8))
        .isEqualTo(
            new RunSettings(
                2,
                DeviceChoice.CUDA,
                new CudaSettings(1, true, 4096, Growth.SAME_AS_REQUESTED),
                new Batching.Overrides(16, 3000, true, false)));
  }

  @Test
  void anotherKafkaProperty() {
    Configuration changed = Configuration.defaults().withKafka("bootstrap.servers", "other:1");

    assertThat(changed.kafka()).containsOnly(Map.entry("bootstrap.servers", "other:1"));
  }

  private static Configuration read(String yaml) {
    return ConfigurationReader.parse(yaml, "surtitle.yaml", DIRECTORY);
  }
}
