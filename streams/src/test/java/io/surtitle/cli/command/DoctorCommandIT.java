package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.broker.EmbeddedBroker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
