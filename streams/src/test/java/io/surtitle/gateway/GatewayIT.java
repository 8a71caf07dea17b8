package io.surtitle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.event.CaptionJson;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gateways on a real Kafka, with captions written in transactions as by an engine. */
class GatewayIT {
  private static final String FRENCH = "/captions/game/fr";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

  private final Map<String, String> kafka = Map.of("bootstrap.servers", BROKER.bootstrapServers());
  private final CaptionTopics topics = new CaptionTopics(kafka);
  private final List<RunningGateway> running = new ArrayList<>();
  private final Said said = new Said("game", "fr");
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private int partition;
  private Duration age = Duration.ZERO;

  @AfterAll
  static void stopBroker() {
    BROKER.close();
  }

  @BeforeEach
  void start() throws Exception {
    topics.create("captions.fr");
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", BROKER.bootstrapServers(), "transactional.id", "captions-fr"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer().initTransactions();
  }

  @AfterEach
  void stop() throws Exception {
    running.forEach(RunningGateway::stop);
    producer().close();
    topics.deleteAll();
  }

  @Test
  void aViewerContinuesAtAnotherGateway() throws Exception {
    RunningGateway one = gateway();
    write(said.last("Un."), said.partial("Deux"));
    one.awaitFrench();
    @Nullable String seen;
    try (EventReader viewer = EventReader.of(one.address(), FRENCH + "?history=9")) {
      await().atMost(PATIENCE).until(() -> viewer.texts().equals(List.of("Un.", "Deux")));
      seen = viewer.lastId();
    }
    one.stop();
    running.remove(one);
    write(said.last("Deux pas."), said.partial("Trois"));
    RunningGateway two = gateway();

    try (EventReader viewer = EventReader.after(two.address(), FRENCH, seen)) {
      write(said.last("Trois."));

      await().atMost(PATIENCE).until(() -> viewer.texts().contains("Trois."));
      assertThat(viewer.texts().stream().filter(text -> text.endsWith(".")))
          .containsExactly("Deux pas.", "Trois.");
    }
  }

  @Test
  void uncommittedCaptionsAreNotShown() throws Exception {
    RunningGateway gateway = gateway();
    write(said.last("Un."));
    producer().beginTransaction();
    send(said.partial("Faux"));
    producer().flush();
    producer().abortTransaction();
    Said kept = new Said("game", "fr");
    kept.last("Un.");
    write(kept.partial("Vrai"));
    gateway.awaitFrench();

    try (EventReader viewer = EventReader.of(gateway.address(), FRENCH + "?history=9")) {
      await().atMost(PATIENCE).until(() -> viewer.texts().contains("Vrai"));
      assertThat(viewer.texts()).containsExactly("Un.", "Vrai");
    }
  }

  @Test
  void aRecreatedTopicIsReadFromItsBeginning() throws Exception {
    RunningGateway gateway = gateway();
    write(said.last("Un."), said.last("Deux."), said.partial("Trois"));
    gateway.awaitFrench();
    try (EventReader viewer = EventReader.of(gateway.address(), FRENCH + "?history=9")) {
      await().atMost(PATIENCE).until(() -> viewer.texts().size() == 3);
      topics.delete("captions.fr");
      topics.create("captions.fr");

      write(said.recreated().last("Autre."));

      await().atMost(PATIENCE).until(() -> viewer.texts().contains("Autre."));
      assertThat(viewer.texts()).containsExactly("Un.", "Deux.", "Trois", "Autre.");
      assertThat(viewer.events().get(3).type()).isEqualTo("anew");
    }
  }

  @Test
  void aTopicWithAddedPartitionsKeepsItsHistory() throws Exception {
    RunningGateway gateway = gateway();
    List<String> finals = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      finals.add(i + ".");
      write(said.last(i + "."));
    }
    gateway.awaitFrench();
    @Nullable String seen;
    try (EventReader viewer = EventReader.of(gateway.address(), FRENCH + "?history=4")) {
      await().atMost(PATIENCE).until(() -> viewer.texts().size() == 4);
      seen = viewer.lastId();
      topics.addPartitions("captions.fr", 3);
      partition = 2;
      finals.add("moved.");
      write(said.last("moved."));

      await().atMost(PATIENCE).until(() -> viewer.texts().contains("moved."));
      assertThat(viewer.events()).extracting(EventReader.Event::type).containsOnly("caption");
    }
    assertThat(all(gateway)).isEqualTo(finals);
    try (EventReader viewer = EventReader.after(gateway.address(), FRENCH, seen)) {
      await().atMost(PATIENCE).until(() -> viewer.texts().equals(List.of("moved.")));
    }

    RunningGateway later = gateway();

    assertThat(all(later)).isEqualTo(finals);
    try (EventReader viewer = EventReader.after(later.address(), FRENCH, seen)) {
      await().atMost(PATIENCE).until(() -> viewer.texts().equals(List.of("moved.")));
      assertThat(viewer.events()).extracting(EventReader.Event::type).containsOnly("caption");
    }
  }

  @Test
  void captionsOfOldRecordsAreShown() throws Exception {
    RunningGateway gateway = gateway();
    age = Duration.ofHours(7);
    write(said.last("Un."));
    gateway.awaitFrench();

    await()
        .during(
            Duration.ofSeconds(6)) // longer than the interval at which old streams are discarded
        .atMost(PATIENCE)
        .until(() -> gateway.get(FRENCH + ".vtt").contains("Un."));
  }

  @Test
  void laterLanguagesAreFound() throws Exception {
    RunningGateway gateway = gateway();
    topics.create("captions.ar");
    write("captions.ar", new Said("game", "ar").last("\u0645\u0631\u062d\u0628\u0627"));

    await()
        .atMost(PATIENCE)
        .until(() -> gateway.get("/streams").contains("\"languages\":[\"ar\"]"));

    assertThat(gateway.get("/captions/game/ar.vtt")).contains("\u0645\u0631\u062d\u0628\u0627");
  }

  @Test
  void twoThousandViewersAllGetEverythingExactlyOnce() throws Exception {
    RunningGateway gateway = gateway();
    write(said.last("0."));
    gateway.awaitFrench();
    HttpClient client = HttpClient.newHttpClient();
    List<List<String>> seen =
        IntStream.range(0, 2_000).<List<String>>mapToObj(i -> new ArrayList<>()).toList();
    AtomicInteger finals = new AtomicInteger();
    seen.forEach(viewer -> gateway.watch(client, FRENCH, viewer, finals));
    await().atMost(PATIENCE).until(() -> gateway.get("/streams").contains("\"viewers\":2000"));

    for (int i = 1; i <= 10; i++) {
      write(said.partial(i + ""), said.last(i + "."));
    }

    await().atMost(PATIENCE).until(() -> finals.get() >= 10 * seen.size());
    List<String> all = IntStream.rangeClosed(1, 10).mapToObj(i -> i + ".").toList();
    assertThat(seen).allSatisfy(viewer -> assertThat(viewer).isEqualTo(all));
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return Objects.requireNonNull(producer);
  }

  private void write(Said.Message... messages) {
    producer().beginTransaction();
    Stream.of(messages).forEach(this::send);
    producer().commitTransaction();
  }

  private void write(String topic, Said.Message message) {
    producer().beginTransaction();
    send(topic, message);
    producer().commitTransaction();
  }

  private void send(Said.Message message) {
    send("captions.fr", message);
  }

  /** Uses the current time: the message's own timestamps are older than any history. */
  private void send(String topic, Said.Message message) {
    var unused =
        producer()
            .send(
                new ProducerRecord<>(
                    topic,
                    partition,
                    System.currentTimeMillis() - age.toMillis(),
                    message.caption().stream().getBytes(UTF_8),
                    CaptionJson.encode(message.caption())));
  }

  private RunningGateway gateway() {
    RunningGateway started = RunningGateway.start(kafka);
    running.add(started);
    await().atMost(PATIENCE).until(() -> started.gateway().condition().up());
    return started;
  }

  private static List<String> all(RunningGateway gateway) throws Exception {
    try (EventReader viewer = EventReader.of(gateway.address(), FRENCH + "?history=99")) {
      await().atMost(PATIENCE).until(() -> viewer.texts().contains("moved."));
      return viewer.texts();
    }
  }
}
