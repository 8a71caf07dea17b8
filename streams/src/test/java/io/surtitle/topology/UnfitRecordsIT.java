package io.surtitle.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.event.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Records that are too large for their topics, with a real broker. */
class UnfitRecordsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static EmbeddedBroker broker;

  @TempDir private Path directory;
  private TopicNames topics;
  private Duration passed = Duration.ZERO;
  private Application application;
  private KafkaProducer<byte[], byte[]> plain;
  private KafkaProducer<byte[], byte[]> squeezing;
  private EngineOutput output;

  @BeforeAll
  static void open() {
    broker = EmbeddedBroker.start(Map.of("group.min.session.timeout.ms", "500"));
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @BeforeEach
  void start(TestInfo test) throws InterruptedException {
    String name = test.getTestMethod().orElseThrow().getName();
    topics =
        new TopicNames(name + ".text", name + ".captions.", name + ".letters", name + ".glossary");
    String servers = broker.bootstrapServers();
    plain = producer("none");
    squeezing = producer("gzip");
    output = new EngineOutput(servers, topics);
    application = application(name, servers);
    assertThat(application.awaitRunning(PATIENCE)).isTrue();
    output.subscribe();
  }

  private static KafkaProducer<byte[], byte[]> producer(String compression) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "compression.type",
            compression,
            "max.request.size",
            "20000000"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private Application application(String name, String servers) {
    Map<String, String> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", servers);
    kafka.put("state.dir", directory.toString());
    kafka.put("session.timeout.ms", "1500");
    kafka.put("heartbeat.interval.ms", "300");
    return Toy.start(
        new ApplicationSettings(name, 1, 1, (short) 1, kafka),
        Toy.settings(topics, 64, Toy.SILENCE),
        topics);
  }

  @AfterEach
  void stop() {
    application.close();
    plain.close();
    squeezing.close();
    output.close();
  }

  @Test
  void anyRecordThatATopicAcceptsFitsIntoADeadLetter() {
    byte[] full = CutLetters.text(1_048_300);
    byte[] squeezed = CutLetters.text(5_000_000);
    byte[] key = CutLetters.text(900_000);
    byte[] header = CutLetters.text(900_000);

    say("game", "What a");
    send(new ProducerRecord<>(topics.text(), "full".getBytes(UTF_8), full));
    send(squeezing, new ProducerRecord<>(topics.text(), "squeezed".getBytes(UTF_8), squeezed));
    send(new ProducerRecord<>(topics.text(), key, "hello".getBytes(UTF_8)));
    ProducerRecord<byte[], byte[]> headed =
        new ProducerRecord<>(topics.text(), "headed".getBytes(UTF_8), "hello".getBytes(UTF_8));
    headed.headers().add("ce_id", "7".getBytes(UTF_8)).add("huge", header);
    send(headed);
    say("game", "shot!");

    await(() -> output.said("What a shot!") && output.letters().size() == 4);
    assertThat(output.letters())
        .extracting(letter -> CutLetters.text(letter, "surtitle-error-reason"))
        .containsExactly("too-large", "too-large", "bad-stream-id", "too-large");
    CutLetters.assertCut(output.letter(0).value(), full, output.letter(0), "value");
    CutLetters.assertCut(output.letter(1).value(), squeezed, output.letter(1), "value");
    CutLetters.assertCut(output.letter(2).key(), key, output.letter(2), "key");
    assertThat(output.letter(3).value()).isEqualTo("hello".getBytes(UTF_8));
    assertThat(CutLetters.text(output.letter(3), "ce_id")).isEqualTo("7");
    assertThat(application.state()).isEqualTo(KafkaStreams.State.RUNNING);
    assertThat(application.failure()).isEmpty();
    assertThat(application.checks()).allMatch(check -> check.obstacle().get().isEmpty());
  }

  @Test
  void limitsAreReadFromTheTopics() throws Exception {
    limit(topics.deadLetters(), 20_000);
    set(topics.captions("fr"), "compression.type", "zstd");
    List<String> names = List.of(topics.deadLetters(), topics.captions("fr"), "not-there");

    RecordLimits all = limits(Map.of(), names);
    RecordLimits bounded = limits(Map.of("producer.max.request.size", "10000"), names);
    RecordLimits changelogs = limits(Map.of("topic.max.message.bytes", "3000000"), names);

    assertThat(names).extracting(all::of).containsExactly(20_000, 1_038_103, 1_048_588);
    assertThat(names).extracting(bounded::of).containsExactly(10_000, 10_000, 10_000);
    assertThat(names).extracting(changelogs::of).containsExactly(20_000, 1_038_103, 3_000_000);
    assertThat(changelogs.greatest()).isEqualTo(3_000_000);
  }

  private static RecordLimits limits(Map<String, String> kafka, List<String> names) {
    Map<String, String> config = new HashMap<>(kafka);
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("application.id", "limits");
    try (Admin admin = admin()) {
      return new TopicLimits(new StreamsConfig(config)).read(admin, names, Map.of());
    }
  }

  @Test
  void waitingRecordsAreThoseThatTheGroupHasNotCommitted() throws Exception {
    TopicPartition text = new TopicPartition(topics.text(), 0);
    Instant start = Instant.ofEpochMilli(1_790_000_000_000L);
    Progress progress = new Progress(() -> start.plus(passed));
    say("game", "What");
    say("game", "a");
    say("game", "shot!");
    try (Admin admin = admin()) {
      ConsumerLag lag = new ConsumerLag(admin, "nobody", () -> Set.of(text), progress);
      progress.watch(lag::records);

      lag.run();
      passed = Progress.PATIENCE;
      assertThat(lag.records()).isEqualTo(3);
      assertThat(progress.obstacle()).contains("3 records wait, and no wave was done for 60 s");

      admin.alterConsumerGroupOffsets("nobody", Map.of(text, new OffsetAndMetadata(2))).all().get();
      lag.run();

      assertThat(lag.records()).isEqualTo(1);
      assertThat(progress.obstacle()).isEmpty();
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /** The engine is not told; it learns from refusals. */
  @Test
  void aLoweredLimitStopsNoStream() throws Exception {
    limit(topics.deadLetters(), 20_000);
    say("game", "What a");
    send(new ProducerRecord<>(topics.text(), "full".getBytes(UTF_8), CutLetters.text(100_000)));
    say("game", "shot!");

    await(() -> output.said("What a shot!") && output.letters().size() == 1);
    assertThat(CutLetters.text(output.letter(0), "surtitle-error-value-bytes")).isEqualTo("100000");
    say("game", "What a game!");
    await(() -> output.said("What a game!"));
  }

  /** No full dead letter is possible: a compacted topic accepts no record without a key. */
  @Test
  void aRefusedDeadLetterIsSentWithoutTheRecord() throws Exception {
    set(topics.deadLetters(), "cleanup.policy", "compact");
    say("game", "What a");
    send(new ProducerRecord<>(topics.text(), null, "hello".getBytes(UTF_8)));
    say("game", "shot!");

    await(() -> output.said("What a shot!") && output.letters().size() == 1);
    assertThat(output.letter(0).key()).isEmpty();
    assertThat(CutLetters.text(output.letter(0), "surtitle-error-offset")).isEqualTo("1");
    assertThat(CutLetters.text(output.letter(0), "surtitle-error-reason"))
        .isEqualTo("processing-failed");
  }

  /** Ignores threads that die, since the test expects that. */
  private static void await(Callable<Boolean> holds) {
    Awaitility.await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(holds);
  }

  private void limit(String topic, int bytes) throws Exception {
    set(topic, "max.message.bytes", Integer.toString(bytes));
  }

  private static void set(String topic, String name, String value) throws Exception {
    try (Admin admin = admin()) {
      TopicConfig.set(admin, topic, name, value);
    }
  }

  private void say(String stream, String words) {
    send(new ProducerRecord<>(topics.text(), stream.getBytes(UTF_8), words.getBytes(UTF_8)));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    send(plain, record);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
