package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.TextSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions are added to the text topic while its streams are live. */
class RepartitionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String TEXT = "broadcast.text";
  private static final String OLD = "games";
  private static final String NEW = "games-2";
  private static final int BEFORE = 2;
  private static final int AFTER = 5;
  private static final List<String> STREAMS =
      IntStream.range(0, 8).mapToObj(i -> "game-" + i).toList();
  private static final TopologySettings SETTINGS = Toy.settings(64, Duration.ofHours(1));

  /** The text of each stream: before, after the end of the old application, and later. */
  private static final List<String> HEARD = List.of("What a shot! It's", "a close");

  private static final List<String> UNREAD = List.of("game.", "The Badgers");
  private static final List<String> THEN = List.of("lead by", "three.");

  @TempDir private Path directory;
  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final Admin admin = Admin.create(cluster());
  private final List<Caption> captions = new ArrayList<>();
  private KafkaConsumer<String, byte[]> viewer;

  @BeforeEach
  void start() {
    viewer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "viewer",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    viewer.close();
    admin.close();
    broker.close();
  }

  @Test
  void streamsContinueInANewApplication() throws Exception {
    try (Application old = application(OLD)) {
      viewer.subscribe(List.of("captions.fr"));
      HEARD.forEach(text -> say(text, BEFORE));
      awaitSources("What a shot!", "It's a close");
      assertThatThrownBy(this::repartition)
          .hasMessageContaining("application games is still running");

      admin.createPartitions(Map.of(TEXT, NewPartitions.increaseTo(AFTER))).all().get();

      assertThat(old.awaitStopped()).isFalse();
      assertThat(old.refusal()).get().asString().contains("surtitle repartition");
    }
    assertThatThrownBy(() -> application(OLD))
        .isInstanceOf(RepartitionException.class)
        .hasMessageContaining("has 5 partitions, but application games has state for 2");
    UNREAD.forEach(text -> say(text, BEFORE));
    say("", BEFORE);
    await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(e -> String.valueOf(e.getMessage()).contains("still running"))
        .untilAsserted(() -> assertThat(repartition()).isEqualTo(expected()));
    THEN.forEach(text -> say(text, AFTER));

    try (Application next = application(NEW)) {
      awaitSources("What a shot!", "It's a close game.", "The Badgers lead by three.");
      assertThat(next.refusal()).isEmpty();
    }
    assertThat(shown()).isEqualTo(uninterrupted());
    assertThat(ids()).doesNotHaveDuplicates();
    assertThat(deadLetters()).isEqualTo(STREAMS.size());
    assertThatThrownBy(this::repartition)
        .hasMessageContaining("application games-2 already has state");
  }

  private static Repartition.Moved expected() {
    int moved =
        (int)
            STREAMS.stream()
                .map(Bench::bytes)
                .filter(
                    key ->
                        Partitioner.MURMUR2.partition(key, BEFORE)
                            != Partitioner.MURMUR2.partition(key, AFTER))
                .count();
    assertThat(moved).isPositive();
    return new Repartition.Moved(
        BEFORE, AFTER, STREAMS.size(), moved, STREAMS.size() * UNREAD.size());
  }

  private Repartition.Moved repartition() {
    TextSource source = new TextSource(TEXT, "en", Toy.RECORD_BYTES);
    try (Repartition<String> repartition =
        Repartition.ofText(settings(OLD), SETTINGS, source, List.of(OperatorSpec.FIRST), NEW)) {
      return repartition.run();
    }
  }

  private Application application(String id) throws InterruptedException {
    Application started = Toy.start(settings(id), SETTINGS, Toy.TOPICS);
    assertThat(started.awaitRunning(PATIENCE)).isTrue();
    return started;
  }

  private ApplicationSettings settings(String id) {
    return new ApplicationSettings(
        id,
        1,
        BEFORE,
        (short) 1,
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "metadata.max.age.ms",
            "1000",
            "session.timeout.ms",
            "6000",
            "state.dir",
            directory.toString()));
  }

  /** Sends a text to every stream, in the partition of its key for a number of partitions. */
  private void say(String text, int partitions) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(cluster(), new StringSerializer(), new StringSerializer())) {
      for (String stream : STREAMS) {
        int partition = Partitioner.MURMUR2.partition(Bench.bytes(stream), partitions);
        producer.send(new ProducerRecord<>(TEXT, partition, stream, text)).get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, Object> cluster() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private void awaitSources(String... sources) {
    await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              viewer.poll(POLL).forEach(each -> captions.add(CaptionJson.decode(each.value())));
              for (String stream : STREAMS) {
                assertThat(newest(stream)).containsExactly(sources);
              }
            });
  }

  /** The current text of each utterance of a stream. */
  private List<String> newest(String stream) {
    Map<String, String> utterances = new LinkedHashMap<>();
    captions.stream()
        .filter(each -> each.stream().equals(stream))
        .forEach(each -> utterances.put(each.utterance(), each.source()));
    return List.copyOf(utterances.values());
  }

  /** Everything that a viewer of each stream saw, regardless of its partition. */
  private List<List<String>> shown() {
    return STREAMS.stream().map(stream -> seen(captions, stream)).toList();
  }

  private static List<String> seen(List<Caption> captions, String stream) {
    return captions.stream()
        .filter(each -> each.stream().equals(stream))
        .map(each -> each.revision() + " " + each.status() + " " + each.text())
        .toList();
  }

  private List<List<String>> uninterrupted() throws Exception {
    try (Bench bench = new Bench(Files.createTempDirectory(directory, "bench"), SETTINGS)) {
      for (List<String> texts : List.of(HEARD, UNREAD, THEN)) {
        for (String text : texts) {
          STREAMS.forEach(stream -> bench.say(stream, text));
          bench.settle();
        }
      }
      List<Caption> all = bench.captions("fr");
      return STREAMS.stream().map(stream -> seen(all, stream)).toList();
    }
  }

  private List<String> ids() {
    return captions.stream().map(each -> each.id() + "/" + each.revision()).toList();
  }

  private int deadLetters() {
    viewer.subscribe(List.of("surtitle.dead-letters"));
    List<String> reasons = new ArrayList<>();
    await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .until(
            () -> {
              viewer.poll(POLL).forEach(each -> reasons.add(each.key()));
              return reasons.size() >= STREAMS.size();
            });
    return reasons.size();
  }
}
