package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.surtitle.bundle.Bundle;
import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.cli.wiring.Installation;
import io.surtitle.cli.wiring.Translation;
import io.surtitle.decoding.Policy;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.CaptionTopics;
import io.surtitle.inference.Model;
import io.surtitle.metrics.EngineMeters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists from a plain producer, a real broker, and the shipped model. */
class GlossaryIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String GLOSSARY = "surtitle.glossary";

  @TempDir private Path directory;
  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final Bundle bundle = Bundle.load(Installation.bundle());
  private final Model model = Model.load(bundle, 1);
  private final List<String> languages = bundle.manifest().targets();
  private final List<Caption> captions = new ArrayList<>();
  private Application application;
  private KafkaProducer<String, String> producer;
  private KafkaConsumer<String, byte[]> consumer;

  @BeforeEach
  void start() throws InterruptedException {
    String servers = broker.bootstrapServers();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", servers,
                "group.id", "viewer",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    application = application(servers);
    assertThat(application.awaitRunning(PATIENCE)).isTrue();
    consumer.subscribe(languages.stream().map(language -> "captions." + language).toList());
  }

  private Application application(String servers) {
    Translation translation =
        new Translation(OperatorSpec.FIRST, bundle, Policy.waitK(3), 3, languages, 80);
    TopologySettings usual = TopologySettings.defaults();
    TopologySettings patient =
        new TopologySettings(
            usual.deadLetters(), Duration.ofHours(1), usual.batch(), usual.limits());
    ApplicationSettings settings =
        new ApplicationSettings(
            "glossary",
            1,
            1,
            (short) 1,
            Map.of("bootstrap.servers", servers, "state.dir", directory.toString()));
    return Application.start(
        settings,
        patient,
        List.of(
            Toy.pipeline(
                Toy.TOPICS,
                translation.operator(
                    new CaptionTopics("captions."),
                    () -> translation.engine(model),
                    EngineMeters.none()))),
        Toy.TABLE,
        EngineMeters.none());
  }

  @AfterEach
  void stop() {
    application.close();
    producer.close();
    consumer.close();
    model.close();
    broker.close();
  }

  @Test
  void listedNamesComeThroughAndAChangeAppliesToTheNextUtterance() {
    list("game", "Kwibisa\nJalen Ollanketo, Zephyrgulls");
    awaitLists("one");
    say("game", "Kwibisa passes to jalen ollanketo of the Zephyrgulls!");
    say("game", "Here comes");
    await().atMost(PATIENCE).until(() -> finals("game").size() == languages.size());

    list("game", "Vrindhaal");
    list("game", "x".repeat(100));
    awaitLists("two");
    say("game", "Kwibisa.");
    say("game", "The fans love Vrindhaal.");
    await().atMost(PATIENCE).until(() -> finals("game").size() == 3 * languages.size());

    for (Caption each : finals("game")) {
      for (String name : names(each.source())) {
        assertThat(each.text()).containsPattern("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)");
      }
    }
  }

  @Test
  void theTopicIsCompacted() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, GLOSSARY);

      Collection<Config> configs = admin.describeConfigs(List.of(topic)).all().get().values();

      assertThat(configs)
          .extracting(config -> config.get("cleanup.policy").value())
          .containsExactly("compact");
    }
  }

  private static List<String> names(String source) {
    return switch (source) {
      case "Here comes Kwibisa." -> List.of("Kwibisa");
      case "The fans love Vrindhaal." -> List.of("Vrindhaal");
      default -> List.of("Kwibisa", "Jalen Ollanketo", "Zephyrgulls");
    };
  }

  /** Lists before this one are known when its own name, in a spelling of its own, comes through. */
  private void awaitLists(String stream) {
    list(stream, "KwIbIsA");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              say(stream, "Kwibisa scores.");
              return finals(stream).stream().anyMatch(each -> each.text().contains("KwIbIsA"));
            });
  }

  private void list(String stream, String terms) {
    send(new ProducerRecord<>(GLOSSARY, stream, terms));
  }

  private void say(String stream, String text) {
    send(new ProducerRecord<>("broadcast.text", stream, text));
  }

  private void send(ProducerRecord<String, String> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private List<Caption> finals(String stream) {
    consumer.poll(POLL).forEach(record -> captions.add(CaptionJson.decode(record.value())));
    return captions.stream()
        .filter(each -> each.stream().equals(stream) && each.status() == Caption.Status.FINAL)
        .toList();
  }
}
