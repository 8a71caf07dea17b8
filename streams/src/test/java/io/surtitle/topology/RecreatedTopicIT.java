package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text topic is deleted and created again, as an operator does it, under a known stream. */
class RecreatedTopicIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static EmbeddedBroker broker;
  private static Admin admin;

  @TempDir private Path directory;
  private final String text = "text-" + UUID.randomUUID();
  private final String prefix = text + "-captions.";
  private final List<Caption> captions = new ArrayList<>();
  private Optional<Application> application = Optional.empty();
  private KafkaConsumer<String, byte[]> viewer;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
    admin = Admin.create(cluster());
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  private static Map<String, Object> cluster() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  @BeforeEach
  void start() throws InterruptedException {
    viewer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                prefix,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    startEngine();
    viewer.subscribe(List.of(prefix + "fr"));
  }

  @AfterEach
  void stop() {
    application.ifPresent(Application::close);
    viewer.close();
  }

  @Test
  void streamsGoOnWhileTheEngineRuns() throws Exception {
    say("What a shot!", "What a shot!", "What a");
    awaitCaptions("What a shot!", "What a shot!", "What a");

    recreate();
    say("It's a close game.", "The Badgers lead.");
    awaitFinals(
        "What a shot!", "What a shot!", "What a", "It's a close game.", "The Badgers lead.");

    recreate();
    // Longer than the one before: at its old place a consumer would find what to go on with.
    say("One.", "Two.", "Three.", "Four.", "Five.", "Six.");

    awaitFinals(
        "What a shot!",
        "What a shot!",
        "What a",
        "It's a close game.",
        "The Badgers lead.",
        "One.",
        "Two.",
        "Three.",
        "Four.",
        "Five.",
        "Six.");
    assertIdsAreUnique();
  }

  @Test
  void streamsGoOnAfterTheEngineWasStopped() throws Exception {
    say("What a shot!", "What a");
    awaitCaptions("What a shot!", "What a");
    stopEngine();

    recreate();
    say("One.", "Two.", "Three.", "Four.");
    startEngine();

    awaitFinals("What a shot!", "What a", "One.", "Two.", "Three.", "Four.");
    assertIdsAreUnique();
  }

  @Test
  void theTopicMayBeAwayForAWhile() throws Exception {
    say("What a shot!", "What a");
    awaitCaptions("What a shot!", "What a");

    admin.deleteTopics(List.of(text)).all().get();
    await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .until(() -> application.orElseThrow().state() != State.RUNNING);
    createTopic();
    say("One.");

    awaitFinals("What a shot!", "What a", "One.");
    assertIdsAreUnique();
  }

  private void assertIdsAreUnique() {
    assertThat(finals()).extracting(Caption::id).doesNotHaveDuplicates();
  }

  private void startEngine() throws InterruptedException {
    TopicNames topics = new TopicNames(text, prefix, text + "-letters", text + "-terms");
    Application started =
        Toy.start(
            new ApplicationSettings(
                text,
                1,
                1,
                (short) 1,
                Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "session.timeout.ms",
                    "6000",
                    "producer.max.block.ms",
                    "3000",
                    "state.dir",
                    directory.toString())),
            Toy.settings(topics, 64, Duration.ofHours(1)),
            topics);
    application = Optional.of(started);
    assertThat(started.awaitRunning(PATIENCE)).isTrue();
  }

  private void stopEngine() {
    application.ifPresent(Application::close);
    application = Optional.empty();
  }

  private void recreate() throws InterruptedException, ExecutionException {
    admin.deleteTopics(List.of(text)).all().get();
    await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .until(() -> !admin.listTopics().names().get().contains(text));
    createTopic();
  }

  private void createTopic() throws InterruptedException, ExecutionException {
    admin.createTopics(Set.of(new NewTopic(text, 1, (short) 1))).all().get();
  }

  private void say(String... lines) throws InterruptedException, ExecutionException {
    // One that was there before would look for the old topic.
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(cluster(), new StringSerializer(), new StringSerializer())) {
      for (String line : lines) {
        producer.send(new ProducerRecord<>(text, "game", line)).get();
      }
    }
  }

  private void awaitCaptions(String... sources) {
    await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .until(() -> sources().equals(List.of(sources)));
  }

  private void awaitFinals(String... sources) {
    await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(finals()).extracting(Caption::source).containsExactly(sources));
  }

  /** The text of each utterance so far, in order. */
  private List<String> sources() {
    return newest().stream().map(Caption::source).toList();
  }

  private List<Caption> finals() {
    return newest().stream().filter(each -> each.status() == Caption.Status.FINAL).toList();
  }

  private List<Caption> newest() {
    for (var record : viewer.poll(POLL)) {
      Caption caption = CaptionJson.decode(record.value());
      int last = captions.size() - 1;
      if (last >= 0 && captions.get(last).id().equals(caption.id())) {
        captions.set(last, caption);
      } else {
        captions.add(caption);
      }
    }
    return captions;
  }
}
