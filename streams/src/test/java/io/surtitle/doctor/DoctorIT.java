package io.surtitle.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.EmbeddedBroker;
import io.surtitle.doctor.Subject.State;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.topology.PendingKey;
import io.surtitle.topology.TopologySettings.TopicNames;
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
import org.junit.jupiter.api.Test;

/** Transactions that hang on a real broker, whose coordinator believes them to be over. */
class DoctorIT {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private static EmbeddedBroker broker;
  private static Admin admin;
  private static Map<String, String> kafka;
  private static KafkaProducer<byte[], byte[]> plain;

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

  @Test
  void aTransactionThatIsOpenIsNoneThatHangs() throws Exception {
    Footprint footprint = create("open");
    TopicPartition text = new TopicPartition(footprint.topics().text(), 0);
    TopicPartition captions = new TopicPartition(footprint.topics().captions("fr"), 0);
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "open-1")) {
      producer.writeOpenly(captions, "game", new byte[1]);
      producer.commit(text, 1, "open");

      assertThat(new HangingTransactions(admin, footprint, PAUSE).find()).isEmpty();
      Map<Subject, Position> sample = new Sampler(admin, footprint).sample();
      assertThat(sample)
          .containsEntry(new Subject(State.TRANSACTION, captions), new Position(0, 1))
          .containsEntry(new Subject(State.OFFSETS, text), new Position(0, 1));
      assertThat(sample.values().stream().filter(Position::isBehind)).hasSize(2);
    }
  }

  /** The group's offsets are committed, and nothing else of the transaction. */
  @Test
  void whatWasCommittedElsewhereIsMadeGoodAgain() throws Exception {
    Footprint footprint = create("elsewhere");
    TopicPartition captions = new TopicPartition(footprint.topics().captions("fr"), 1);
    commitElsewhere(footprint, captions);
    Repair repair = new Repair(admin, kafka, footprint, PAUSE);
    List<HangingTransaction> hanging = repair.hanging();
    assertThat(hanging)
        .extracting(HangingTransaction::partition)
        .containsExactly(new TopicPartition(footprint.sessions(), 0), captions);
    assertThat(read(captions)).hasSize(1);
    assertThat(repair.preview(hanging))
        .anySatisfy(
            line ->
                assertThat(line).contains("5 records at offsets 1 to 5", "streams: game, news"));

    List<String> said = new ArrayList<>();
    repair.abort(hanging, said::add);

    assertThat(repair.hanging()).isEmpty();
    assertThat(read(captions))
        .as("what no later revision replaces")
        .containsExactly(
            "game/0.0/fr 0", "news/1.0/fr 4", "game/9.0/fr 0", "game/0.0/fr 1", "game/0.0/fr 2");
    assertThat(committed("elsewhere")).as("the first input that game's session lacks").isEqualTo(2);
    assertThat(all(new TopicPartition(footprint.pending(), 0)))
        .as("an input that waits behind a missing one comes again too")
        .isEqualTo(2);
    assertThat(said)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("elsewhere.text-0: 2 inputs are read again, from offset 2")
                    .contains("(the group was at 6); streams: game"));
  }

  /** Six inputs of two streams, of which the transaction has taken some of one. */
  private static void commitElsewhere(Footprint footprint, TopicPartition captions)
      throws Exception {
    TopicPartition text = new TopicPartition(footprint.topics().text(), 0);
    for (String stream : List.of("game", "news", "game", "game", "news", "game")) {
      write(text, stream, "word".getBytes(UTF_8));
    }
    write(new TopicPartition(footprint.sessions(), 0), "game", session(0));
    write(new TopicPartition(footprint.sessions(), 0), "news", session(4));
    writeBytes(new TopicPartition(footprint.pending(), 0), new PendingKey("game", 5).bytes());
    write(captions, "game", caption("game", "0.0", 0, false));
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "elsewhere-1")) {
      producer.write(captions, "game", caption("game", "0.0", 1, false));
      producer.write(captions, "game", caption("game", "0.0", 2, true));
      producer.write(captions, "news", caption("news", "1.0", 3, true));
      producer.write(new TopicPartition(footprint.sessions(), 0), "game", session(3));
      producer.commit(text, 6, "elsewhere");
      producer.commitTransaction();
    }
    write(captions, "news", caption("news", "1.0", 4, true));
    write(captions, "game", caption("game", "9.0", 0, true));
  }

  @Test
  void stateThatLacksNothingIsLeftAlone() throws Exception {
    Footprint footprint = create("whole");
    TopicPartition text = new TopicPartition(footprint.topics().text(), 0);
    TopicPartition sessions = new TopicPartition(footprint.sessions(), 0);
    write(text, "game", new byte[1]);
    write(text, "game", new byte[1]);
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "whole-1")) {
      producer.write(sessions, "game", session(0));
      producer.commit(text, 2, "whole");
      producer.commitTransaction();
    }
    write(sessions, "game", session(1));
    Repair repair = new Repair(admin, kafka, footprint, PAUSE);

    List<String> said = new ArrayList<>();
    repair.abort(repair.hanging(), said::add);

    assertThat(committed("whole")).isEqualTo(2);
    assertThat(said).anyMatch(line -> line.contains("the state lacks no input"));
  }

  @Test
  void textOfAProducerIsListed() throws Exception {
    Footprint footprint = create("foreign");
    TopicPartition text = new TopicPartition(footprint.topics().text(), 0);
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "studio")) {
      producer.write(text, "game", new byte[1]);
    }
    Repair repair = new Repair(admin, kafka, footprint, PAUSE);

    List<String> said = new ArrayList<>();
    repair.abort(repair.hanging(), said::add);

    assertThat(said)
        .contains(
            "foreign.text-0 offset 0 of stream game will not be read:"
                + " its producer has to send it again");
  }

  private static Footprint create(String name) throws Exception {
    Footprint footprint =
        new Footprint(
            name,
            new TopicNames(
                name + ".text", name + ".captions.", name + ".letters", name + ".glossary"),
            List.of("fr", "de"));
    admin
        .createTopics(
            Stream.concat(
                    footprint.named().stream(),
                    Stream.of(footprint.sessions(), footprint.pending()))
                .map(topic -> new NewTopic(topic, 2, (short) 1))
                .toList())
        .all()
        .get();
    return footprint;
  }

  private static void write(TopicPartition to, String key, byte[] value) throws Exception {
    send(to, key.getBytes(UTF_8), value);
  }

  private static void writeBytes(TopicPartition to, byte[] key) throws Exception {
    send(to, key, new byte[1]);
  }

  private static void send(TopicPartition to, byte[] key, byte @Nullable [] value)
      throws Exception {
    plain.send(new ProducerRecord<>(to.topic(), to.partition(), key, value)).get();
  }

  private static long committed(String group) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return offsets.values().iterator().next().offset();
  }

  private static List<String> read(TopicPartition partition) {
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

  private static long all(TopicPartition partition) {
    return stable(partition).end();
  }

  private static Position stable(TopicPartition partition) {
    return Objects.requireNonNull(new Offsets(admin).stable(List.of(partition)).get(partition));
  }

  /** The header of a session that has taken an input. */
  private static byte[] session(long offset) {
    return ByteBuffer.allocate(40)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 1)
        .putLong(7)
        .putLong(offset)
        .putLong(-1)
        .array();
  }

  private static byte[] caption(String stream, String utterance, int revision, boolean last) {
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
