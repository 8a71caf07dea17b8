package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.task.transcribe.Letters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandIT {
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  topic("broadcast.text", Map.of()),
                  topic("broadcast.audio", Map.of("max.message.bytes", "65536")),
                  topic("captions.fr", Map.of("retention.ms", "3600000")),
                  topic("captions.de", Map.of("cleanup.policy", "compact")),
                  topic("surtitle.glossary", Map.of()),
                  topic("surtitle-sessions-changelog", Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void everyFindingSaysWhatToDo() {
    Ran ran = Ran.command("doctor", "--bootstrap", broker.bootstrapServers());
    System.out.println(ran.out());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.lines())
        .anyMatch(line -> line.matches("OK +Kafka answers at " + broker.bootstrapServers()))
        .anyMatch(line -> line.matches("WARN +brokers: 1 answer .* -> run three brokers .*"))
        .anyMatch(line -> line.matches("WARN +surtitle.dead-letters: does not exist.* -> .*"))
        .anyMatch(line -> line.matches("WARN +captions.fr: .* kept 1 h; gateways want 6 h.* -> .*"))
        .anyMatch(line -> line.matches("FAIL +captions.de: .*only the newest record.* -> .*"))
        .anyMatch(line -> line.matches("FAIL +surtitle.glossary: .* -> set cleanup.policy=compact"))
        .anyMatch(line -> line.matches("WARN +broadcast.text: 2 partitions, but .* is 6 -> .*"))
        .anyMatch(line -> line.matches("OK +transactions: none hangs .*"))
        .anyMatch(line -> line.matches("OK +lag: 0 records wait in 2 partitions"))
        .anyMatch(line -> line.matches("OK +surtitle-sessions-changelog: 0.0 MB in all replicas"));
  }

  @Test
  void audioIsExamined(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("surtitle.yaml"),
            """
            kafka:
              bootstrap.servers: %s
            model:
              bundles: [%s, %s]
            """
                .formatted(
                    broker.bootstrapServers(),
                    ToyBundle.directory(),
                    Letters.DIRECTORY.toAbsolutePath()));

    Ran ran = Ran.command("doctor", "--config", file.toString());

    assertThat(ran.lines())
        .contains("OK    letters: loads, and hears nothing in a second of silence")
        .contains(
            "WARN  broadcast.audio: takes records of up to 65536 bytes, but the engine of 1048576"
                + " -> raise max.message.bytes, or lower limits.audioBytes")
        .contains(
            "WARN  broadcast.audio: audio is kept 168 h, without a bound in bytes -> set"
                + " retention.ms=10800000 and retention.bytes=1073741824, as the engine does")
        .noneMatch(line -> line.contains("broadcast.text: takes"));
  }

  @Test
  void aRecogniserThatDoesNotLoadIsAFailure(@TempDir Path directory) throws IOException {
    Path bundle = Letters.copyTo(directory.resolve("letters"));
    Files.writeString(bundle.resolve("recognizer.onnx"), "nothing");
    Path file =
        Files.writeString(
            directory.resolve("surtitle.yaml"),
            """
            kafka:
              bootstrap.servers: %s
            model:
              bundles: [%s]
            """
                .formatted(broker.bootstrapServers(), bundle));

    Ran ran = Ran.command("doctor", "--config", file.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.lines())
        .anyMatch(line -> line.startsWith("FAIL  letters: recognises nothing: "));
  }

  @Test
  void nothingHangs() {
    Ran ran =
        Ran.command("doctor", "--bootstrap", broker.bootstrapServers(), "--abort-hanging", "--yes");

    assertThat(ran.lines()).contains("OK    no transaction hangs");
    assertThat(ran.code()).isZero();
  }

  @Test
  void yesAloneIsRefused() {
    Ran ran = Ran.command("doctor", "--yes");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "surtitle: --yes has no effect without --abort-hanging; add it or leave out --yes");
  }

  private static NewTopic topic(String name, Map<String, String> settings) {
    return new NewTopic(name, Optional.of(2), Optional.empty()).configs(settings);
  }
}
