package io.surtitle.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.EmbeddedBroker;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.metrics.EngineMeters;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Records that are too large for where they would go, with a real broker. */
class UnfitRecordsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);

  private static EmbeddedBroker broker;

  @TempDir private Path directory;
  private TopologySettings.TopicNames topics;
  private final List<Caption> captions = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
  private Duration passed = Duration.ZERO;
  private CaptionApplication application;
  private KafkaProducer<byte[], byte[]> plain;
  private KafkaProducer<byte[], byte[]> squeezing;
  private KafkaConsumer<byte[], byte[]> consumer;

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
        new TopologySettings.TopicNames(
            name + ".text", name + ".captions.", name + ".letters", name + ".glossary");
    String servers = broker.bootstrapServers();
    plain = producer("none");
    squeezing = producer("gzip");
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", servers,
                "group.id", "viewer",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    application = application(name, servers);
    assertThat(application.awaitRunning(PATIENCE)).isTrue();
    consumer.subscribe(List.of(topics.captions("fr"), topics.deadLetters()));
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

  private CaptionApplication application(String name, String servers) {
    Map<String, String> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", servers);
    kafka.put("state.dir", directory.toString());
    kafka.put("session.timeout.ms", "1500");
    kafka.put("heartbeat.interval.ms", "300");
    return CaptionApplication.start(
        new ApplicationSettings(name, 1, 1, (short) 1, kafka),
        Toy.settings(topics, 64, Toy.SILENCE),
        Toy.INTERPRETER,
        Toy::engine,
        EngineMeters.none());
  }

  @AfterEach
  void stop() {
    application.close();
    plain.close();
    squeezing.close();
    consumer.close();
  }

  @Test
  void whateverATopicTakesIsADeadLetterThatFits() {
    byte[] full = text(1_048_300);
    byte[] squeezed = text(5_000_000);
    byte[] key = text(900_000);
    byte[] header = text(900_000);

    say("game", "What a");
    send(new ProducerRecord<>(topics.text(), "full".getBytes(UTF_8), full));
    send(squeezing, new ProducerRecord<>(topics.text(), "squeezed".getBytes(UTF_8), squeezed));
    send(new ProducerRecord<>(topics.text(), key, "hello".getBytes(UTF_8)));
    ProducerRecord<byte[], byte[]> headed =
        new ProducerRecord<>(topics.text(), "headed".getBytes(UTF_8), "hello".getBytes(UTF_8));
    headed.headers().add("ce_id", "7".getBytes(UTF_8)).add("huge", header);
    send(headed);
    say("game", "shot!");

    await(() -> said("What a shot!") && letters.size() == 4);
    assertThat(letters)
        .extracting(letter -> text(letter, "surtitle-error-reason"))
        .containsExactly("too-large", "too-large", "bad-stream-id", "too-large");
    assertCut(letters.get(0).value(), full, letters.get(0), "value");
    assertCut(letters.get(1).value(), squeezed, letters.get(1), "value");
    assertCut(letters.get(2).key(), key, letters.get(2), "key");
    assertThat(letters.get(3).value()).isEqualTo("hello".getBytes(UTF_8));
    assertThat(text(letters.get(3), "ce_id")).isEqualTo("7");
    assertThat(application.state()).isEqualTo(KafkaStreams.State.RUNNING);
    assertThat(application.failure()).isEmpty();
    assertThat(application.checks()).allMatch(check -> check.obstacle().get().isEmpty());
  }

  @Test
  void limitsAreThoseOfTheTopics() throws Exception {
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
      return new TopicLimits(new StreamsConfig(config)).read(admin, names);
    }
  }

  @Test
  void whatWaitsIsWhatTheGroupHasNotTaken() throws Exception {
    TopicPartition text = new TopicPartition(topics.text(), 0);
    Instant start = Instant.ofEpochMilli(1_790_000_000_000L);
    Progress progress = new Progress(() -> start.plus(passed));
    say("game", "What");
    say("game", "a");
    say("game", "shot!");
    try (Admin admin = admin()) {
      ConsumerLag lag =
          new ConsumerLag(admin, "nobody", () -> Set.of(text), progress, () -> start.plus(passed));
      progress.watch(lag::records);

      lag.run();
      passed = Progress.PATIENCE;
      assertThat(lag.records()).isEqualTo(3);
      assertThat(progress.obstacle()).contains("3 records wait, and no wave was done for 60 s");
      assertThat(lag.obstacle()).contains("Kafka has not answered for 60 s");

      admin.alterConsumerGroupOffsets("nobody", Map.of(text, new OffsetAndMetadata(2))).all().get();
      lag.run();

      assertThat(lag.records()).isEqualTo(1);
      assertThat(progress.obstacle()).isEmpty();
      assertThat(lag.obstacle()).isEmpty();
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /** Nobody tells the engine; it learns from what is refused. */
  @Test
  void aLimitThatIsLoweredStopsNobody() throws Exception {
    limit(topics.deadLetters(), 20_000);
    say("game", "What a");
    send(new ProducerRecord<>(topics.text(), "full".getBytes(UTF_8), text(100_000)));
    say("game", "shot!");

    await(() -> said("What a shot!") && letters.size() == 1);
    assertThat(text(letters.get(0), "surtitle-error-value-bytes")).isEqualTo("100000");
    say("game", "What a game!");
    await(() -> said("What a game!"));
  }

  /** No dead letter can tell of it as it is: a compacted topic takes no record without a key. */
  @Test
  void aDeadLetterThatIsRefusedIsSentWithoutTheRecord() throws Exception {
    set(topics.deadLetters(), "cleanup.policy", "compact");
    say("game", "What a");
    send(new ProducerRecord<>(topics.text(), null, "hello".getBytes(UTF_8)));
    say("game", "shot!");

    await(() -> said("What a shot!") && letters.size() == 1);
    assertThat(letters.get(0).key()).isEmpty();
    assertThat(text(letters.get(0), "surtitle-error-offset")).isEqualTo("1");
    assertThat(text(letters.get(0), "surtitle-error-reason")).isEqualTo("processing-failed");
  }

  /** Threads that die are part of it. */
  private static void await(Callable<Boolean> holds) {
    Awaitility.await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(holds);
  }

  private static void assertCut(
      byte[] kept, byte[] whole, ConsumerRecord<byte[], byte[]> letter, String part) {
    assertThat(kept.length).isBetween(1_000_000 * whole.length / 5_000_000 / 2, whole.length);
    assertThat(kept).isEqualTo(Arrays.copyOf(whole, kept.length));
    if (kept.length < whole.length) {
      assertThat(text(letter, "surtitle-error-" + part + "-bytes")).isEqualTo("" + whole.length);
      assertThat(text(letter, "surtitle-error-" + part + "-sha256")).isEqualTo(sha256(whole));
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] text(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 'a');
    return bytes;
  }

  private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String header) {
    var found = record.headers().lastHeader(header);
    return found == null ? null : new String(found.value(), UTF_8);
  }

  private void limit(String topic, int bytes) throws Exception {
    set(topic, "max.message.bytes", Integer.toString(bytes));
  }

  private void set(String topic, String name, String value) throws Exception {
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
          .all()
          .get();
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

  private boolean said(String source) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (record.topic().equals(topics.captions("fr"))) {
        captions.add(CaptionJson.decode(record.value()));
      } else {
        letters.add(record);
      }
    }
    return captions.stream()
        .anyMatch(each -> each.source().equals(source) && each.status() == Caption.Status.FINAL);
  }
}
