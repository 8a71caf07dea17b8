package io.surtitle.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.TopicNames;
import io.surtitle.topology.SourceState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A broker for the tests of the doctor, with topics and state as they make them. */
abstract class DoctorFixture {
  static final Duration PAUSE = Duration.ofMillis(300);

  static EmbeddedBroker broker;
  static Admin admin;
  static Map<String, String> kafka;
  static KafkaProducer<byte[], byte[]> plain;

  @BeforeAll
  static void start() throws Exception {
    broker = Abandoned.broker();
    kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    admin = Admin.create(Map.copyOf(kafka));
    plain =
        new KafkaProducer<>(
            Map.copyOf(kafka), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    plain.close();
    admin.close();
    broker.close();
  }

  static List<String> repaired(Footprint footprint) {
    Repair repair = new Repair(admin, kafka, footprint, PAUSE);
    List<String> said = new ArrayList<>();
    repair.abort(repair.hanging(), said::add);
    return said;
  }

  static TopicPartition sessions(Footprint footprint, int operator) {
    return new TopicPartition(footprint.sources().get(0).sessions().get(operator), 0);
  }

  static TopicPartition pending(Footprint footprint) {
    return new TopicPartition(footprint.sources().get(0).pending(), 0);
  }

  static Footprint create(String name) throws Exception {
    return create(name, "live-translate");
  }

  static Footprint create(String name, String... operators) throws Exception {
    SourceState state = SourceState.text(name, name + ".text", List.of(operators));
    Footprint footprint =
        new Footprint(
            name,
            new TopicNames(
                name + ".text", name + ".captions.", name + ".letters", name + ".glossary"),
            List.of("fr", "de"),
            List.of(state),
            List.of());
    createTopics(Stream.concat(footprint.named().stream(), state.changelogs().stream()));
    return footprint;
  }

  static void createTopics(Stream<String> topics) throws Exception {
    admin.createTopics(topics.map(topic -> new NewTopic(topic, 2, (short) 1)).toList()).all().get();
  }

  static void write(TopicPartition to, String key, byte[] value) throws Exception {
    send(to, key.getBytes(UTF_8), value);
  }

  static void writeBytes(TopicPartition to, byte[] key) throws Exception {
    send(to, key, new byte[1]);
  }

  static void send(TopicPartition to, byte[] key, byte @Nullable [] value) throws Exception {
    plain.send(new ProducerRecord<>(to.topic(), to.partition(), key, value)).get();
  }

  static long committed(String group) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return offsets.values().iterator().next().offset();
  }

  static List<String> read(TopicPartition partition) {
    List<String> captions = new ArrayList<>();
    long end = stable(partition).at();
    try (Records committed = new Records(kafka, IsolationLevel.READ_COMMITTED)) {
      committed.each(
          partition,
          0,
          end,
          record -> {
            Caption it = CaptionJson.decode(record.value());
            captions.add(it.id() + " " + it.revision());
          });
    }
    return captions;
  }

  static long all(TopicPartition partition) {
    return stable(partition).end();
  }

  static Position stable(TopicPartition partition) {
    return Objects.requireNonNull(new Offsets(admin).stable(List.of(partition)).get(partition));
  }

  /** The header of a session that has taken an input. */
  static byte[] session(long offset) {
    return ByteBuffer.allocate(40)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 1)
        .putLong(7)
        .putLong(offset)
        .putLong(-1)
        .array();
  }

  static byte[] caption(String stream, String utterance, int revision, boolean last) {
    return CaptionJson.encode(
        new Caption(
            Caption.id(stream, utterance, "fr"),
            stream,
            "fr",
            utterance,
            revision,
            last ? Caption.Status.FINAL : Caption.Status.PARTIAL,
            "texte",
            null,
            null,
            "text",
            "toy",
            "1",
            0));
  }
}
