package io.surtitle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.cli.EmbeddedBroker;
import io.surtitle.cli.TestTopics;
import io.surtitle.event.CaptionJson;
import io.surtitle.web.HttpSettings;
import io.surtitle.web.RequestObserver;
import io.surtitle.web.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gateways on a real Kafka, with captions as an engine writes them: in transactions. */
class GatewayIT {
  private static final String FRENCH = "/captions/game/fr";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
  private final List<Running> running = new ArrayList<>();
  private final Said said = new Said("game", "fr");
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private int partition;
  private Duration age = Duration.ZERO;

  /** A gateway and its server. */
  private record Running(Gateway gateway, WebServer server) {
    URI address() {
      return server.address();
    }

    void stop() {
      gateway.close();
      server.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    create("captions.fr");
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(), "transactional.id", "captions-fr"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer().initTransactions();
  }

  @AfterEach
  void stop() {
    running.forEach(Running::stop);
    producer().close();
    broker.close();
  }

  @Test
  void aViewerGoesOnAtAnotherGatewayWhereItWas() throws Exception {
    Running one = gateway();
    write(said.last("Un."), said.partial("Deux"));
    awaitStream(one);
    @Nullable String seen;
    try (EventReader viewer = EventReader.of(one.address(), FRENCH + "?history=9")) {
      await().atMost(PATIENCE).until(() -> viewer.texts().equals(List.of("Un.", "Deux")));
      seen = viewer.lastId();
    }
    one.stop();
    running.remove(one);
    write(said.last("Deux pas."), said.partial("Trois"));
    Running two = gateway();

    try (EventReader viewer = EventReader.after(two.address(), FRENCH, seen)) {
      write(said.last("Trois."));

      await().atMost(PATIENCE).until(() -> viewer.texts().contains("Trois."));
      assertThat(viewer.texts().stream().filter(text -> text.endsWith(".")))
          .containsExactly("Deux pas.", "Trois.");
    }
  }

  @Test
  void whatWasNotCommittedIsNotShown() throws Exception {
    Running gateway = gateway();
    write(said.last("Un."));
    producer().beginTransaction();
    send(said.partial("Faux"));
    producer().flush();
    producer().abortTransaction();
    Said kept = new Said("game", "fr");
    kept.last("Un.");
    write(kept.partial("Vrai"));
    awaitStream(gateway);

    try (EventReader viewer = EventReader.of(gateway.address(), FRENCH + "?history=9")) {
      await().atMost(PATIENCE).until(() -> viewer.texts().contains("Vrai"));
      assertThat(viewer.texts()).containsExactly("Un.", "Vrai");
    }
  }

  @Test
  void aTopicThatIsMadeAnewIsReadFromItsBeginning() throws Exception {
    Running gateway = gateway();
    write(said.last("Un."), said.last("Deux."), said.partial("Trois"));
    awaitStream(gateway);
    try (EventReader viewer = EventReader.of(gateway.address(), FRENCH + "?history=9")) {
      await().atMost(PATIENCE).until(() -> viewer.texts().size() == 3);
      delete("captions.fr");
      create("captions.fr");

      write(said.recreated().last("Autre."));

      await().atMost(PATIENCE).until(() -> viewer.texts().contains("Autre."));
      assertThat(viewer.texts()).containsExactly("Un.", "Deux.", "Trois", "Autre.");
      assertThat(viewer.events().get(3).type()).isEqualTo("anew");
    }
  }

  @Test
  void aTopicThatIsGivenMorePartitionsKeepsItsHistory() throws Exception {
    Running gateway = gateway();
    List<String> finals = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      finals.add(i + ".");
      write(said.last(i + "."));
    }
    awaitStream(gateway);
    @Nullable String seen;
    try (EventReader viewer = EventReader.of(gateway.address(), FRENCH + "?history=4")) {
      await().atMost(PATIENCE).until(() -> viewer.texts().size() == 4);
      seen = viewer.lastId();
      addPartitions("captions.fr", 3);
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

    Running later = gateway();

    assertThat(all(later)).isEqualTo(finals);
    try (EventReader viewer = EventReader.after(later.address(), FRENCH, seen)) {
      await().atMost(PATIENCE).until(() -> viewer.texts().equals(List.of("moved.")));
      assertThat(viewer.events()).extracting(EventReader.Event::type).containsOnly("caption");
    }
  }

  private static List<String> all(Running gateway) throws Exception {
    try (EventReader viewer = EventReader.of(gateway.address(), FRENCH + "?history=99")) {
      await().atMost(PATIENCE).until(() -> viewer.texts().contains("moved."));
      return viewer.texts();
    }
  }

  @Test
  void captionsOfOldRecordsAreShown() throws Exception {
    Running gateway = gateway();
    age = Duration.ofHours(7);
    write(said.last("Un."));
    awaitStream(gateway);

    await()
        .during(Duration.ofSeconds(6)) // longer than it takes to look for what is to go
        .atMost(PATIENCE)
        .until(() -> get(gateway, FRENCH + ".vtt").contains("Un."));
  }

  @Test
  void languagesThatComeLaterAreFound() throws Exception {
    Running gateway = gateway();
    create("captions.ar");
    write("captions.ar", new Said("game", "ar").last("\u0645\u0631\u062d\u0628\u0627"));

    await()
        .atMost(PATIENCE)
        .until(() -> get(gateway, "/streams").contains("\"languages\":[\"ar\"]"));

    assertThat(get(gateway, "/captions/game/ar.vtt")).contains("\u0645\u0631\u062d\u0628\u0627");
  }

  @Test
  void twoThousandViewersAllGetEverythingOnce() throws Exception {
    Running gateway = gateway();
    write(said.last("0."));
    awaitStream(gateway);
    HttpClient client = HttpClient.newHttpClient();
    List<List<String>> seen =
        IntStream.range(0, 2_000).<List<String>>mapToObj(i -> new ArrayList<>()).toList();
    AtomicInteger finals = new AtomicInteger();
    seen.forEach(viewer -> watch(client, gateway, viewer, finals));
    await().atMost(PATIENCE).until(() -> get(gateway, "/streams").contains("\"viewers\":2000"));

    for (int i = 1; i <= 10; i++) {
      write(said.partial(i + ""), said.last(i + "."));
    }

    await().atMost(PATIENCE).until(() -> finals.get() >= 10 * seen.size());
    List<String> all = IntStream.rangeClosed(1, 10).mapToObj(i -> i + ".").toList();
    assertThat(seen).allSatisfy(viewer -> assertThat(viewer).isEqualTo(all));
  }

  private static void watch(
      HttpClient client, Running gateway, List<String> texts, AtomicInteger finals) {
    HttpRequest request = HttpRequest.newBuilder(gateway.address().resolve(FRENCH)).build();
    var unused =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.fromLineSubscriber(
                new Lines(
                    line -> {
                      if (line.contains("\"status\":\"final\"")) {
                        texts.add(new EventReader.Event(null, "caption", line).text());
                        finals.incrementAndGet();
                      }
                    })));
  }

  private Running gateway() {
    Gateway gateway =
        Gateway.start(
            GatewaySettings.defaults("captions."), kafka, new SimpleMeterRegistry(), failure -> {});
    Running started =
        new Running(
            gateway,
            WebServer.start(HttpSettings.local(0), gateway.routes(), "", RequestObserver.NONE));
    running.add(started);
    await().atMost(PATIENCE).until(() -> gateway.condition().up());
    return started;
  }

  private static void awaitStream(Running gateway) {
    await().atMost(PATIENCE).until(() -> get(gateway, "/streams").contains("\"fr\""));
  }

  private void create(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      TestTopics.create(admin, List.of(topic));
    }
  }

  private void addPartitions(String topic, int count) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(count))).all().get();
    }
  }

  private void delete(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      TestTopics.delete(admin, List.of(topic));
    }
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

  /** With times of now: those of the message lie before any history. */
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

  private static String get(Running gateway, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(gateway.address().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
