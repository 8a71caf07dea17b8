package io.surtitle.topology;

import io.surtitle.event.Decoded;
import io.surtitle.event.TextDecoder;
import io.surtitle.session.Input;
import io.surtitle.session.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.Bytes;

/**
 * Moves an application's streams to a new application, once the text topic has more partitions.
 *
 * <p>Each session and each input that waits goes to the partition to which its key hashes now. So
 * do the records that the old application has not read, for those of a key that moved come before
 * what its producer appends to the new partition: they wait as inputs from the beginning. The new
 * application reads old partitions from there on, and added ones from their beginning. Positions
 * are of a new generation in every partition ({@link StreamPosition}), so no caption's id is used
 * again, whatever the offsets are.
 *
 * <p>All of it is one transaction: it is done or it is not.
 */
public final class Repartition implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final String from;
  private final String to;
  private final TopologySettings settings;
  private final TextDecoder decoder;
  private final Properties properties;
  private final ClusterReader cluster;
  private final Map<Integer, Generations.Entry> generations = new HashMap<>();
  private int streams;
  private int moved;
  private int inputs;

  /**
   * From an application to another.
   *
   * @param language of the source, as the bundle has it
   */
  public Repartition(
      ApplicationSettings from, TopologySettings settings, String language, String to) {
    this.from = from.applicationId();
    this.to = to;
    this.settings = settings;
    this.decoder = new TextDecoder(language, settings.limits().recordBytes());
    this.properties = StreamsProperties.of(from, settings);
    this.cluster = new ClusterReader(properties);
  }

  /**
   * What was moved.
   *
   * @param before partitions of the old application's state
   * @param after partitions of the text topic and of the new application's state
   * @param streams that have a session
   * @param moved those of them that are in another partition now
   * @param inputs that wait, those included that the old application had not read
   */
  public record Moved(int before, int after, int streams, int moved, int inputs) {}

  /**
   * Does it.
   *
   * @throws RepartitionException if the old application runs or has no state, or the new one has
   *     some
   * @throws KafkaException if the cluster refuses something
   */
  public Moved run() {
    TopicDescription text = check();
    int before = partitions(StateTopics.of(from, Names.SESSIONS));
    int after = text.partitions().size();
    awaitTransactions(before);
    Partitioner partitioner = partitioner(before);
    for (String store : List.of(Names.SESSIONS, Names.PENDING_INPUTS)) {
      cluster.createLike(StateTopics.of(from, store), StateTopics.of(to, store), after);
    }
    try (StateWriter writer = new StateWriter(properties, to)) {
      RepartitionTarget target = new RepartitionTarget(partitioner, after, writer);
      Map<TopicPartition, OffsetAndMetadata> offsets = move(text, before, target);
      writer.commit(offsets);
    } catch (RuntimeException e) {
      throw undone(e);
    }
    return new Moved(before, after, streams, moved, inputs);
  }

  /** Without its topics, another attempt can be made. */
  private RuntimeException undone(RuntimeException failure) {
    try {
      cluster.delete(StateTopics.all(to));
    } catch (KafkaException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private TopicDescription check() {
    String topic = settings.topics().text();
    TopicDescription text =
        cluster
            .topic(topic)
            .orElseThrow(() -> new RepartitionException("there is no topic " + topic));
    if (to.equals(from)) {
      throw new RepartitionException(
          "application %s cannot be moved to itself: choose another id".formatted(from));
    }
    if (cluster.isActive(from)) {
      throw new RepartitionException(
          "application %s still runs: stop all its processes, and wait until Kafka has missed"
                  .formatted(from)
              + " those that died (session.timeout.ms)");
    }
    StateTopics.all(from).forEach(this::partitions);
    for (String state : StateTopics.all(to)) {
      if (cluster.topic(state).isPresent()) {
        throw new RepartitionException(
            "application %s has state already, in topic %s: choose another id"
                .formatted(to, state));
      }
    }
    return text;
  }

  private int partitions(String state) {
    return cluster
        .topic(state)
        .orElseThrow(
            () ->
                new RepartitionException(
                    "application %s has no state: there is no topic %s".formatted(from, state)))
        .partitions()
        .size();
  }

  /** Of a process that died: the broker ends them after transaction.timeout.ms. */
  private void awaitTransactions(int partitions) {
    long patience = PATIENCE.toSeconds();
    for (String state : StateTopics.all(from)) {
      for (int i = 0; i < partitions; i++) {
        TopicPartition partition = new TopicPartition(state, i);
        while (cluster.hasOpenTransaction(partition)) {
          if (patience-- == 0) {
            throw new RepartitionException(
                "a transaction of application %s is still open in %s: try again when it has ended"
                    .formatted(from, partition));
          }
          sleep();
        }
      }
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Which one the producers use, by where their streams are. */
  private Partitioner partitioner(int partitions) {
    Map<Bytes, Integer> keys = new LinkedHashMap<>();
    for (int i = 0; i < partitions; i++) {
      for (Map.Entry<Bytes, byte[]> session : sessions(i).entrySet()) {
        if (session.getKey().equals(Generations.KEY)) {
          generations.put(i, Generations.Entry.decode(session.getValue()));
        } else {
          keys.put(session.getKey(), i);
        }
      }
    }
    return Partitioner.of(keys, partitions)
        .orElseThrow(
            () ->
                new RepartitionException(
                    "the streams of application %s are not where a partitioner of Kafka's or"
                            .formatted(from)
                        + " librdkafka's puts them, so nobody knows where they go now: begin with"
                        + " a new application id when they have ended"));
  }

  private Map<Bytes, byte[]> sessions(int partition) {
    return cluster.newest(new TopicPartition(StateTopics.of(from, Names.SESSIONS), partition));
  }

  /** Moves the state of all partitions; the offsets at which the new application begins. */
  private Map<TopicPartition, OffsetAndMetadata> move(
      TopicDescription text, int before, RepartitionTarget target) {
    Map<Integer, Long> committed = cluster.committed(from, text.name());
    int generation =
        1 + generations.values().stream().mapToInt(Generations.Entry::number).max().orElse(0);
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (int i = 0; i < target.partitions(); i++) {
      TopicPartition partition = new TopicPartition(text.name(), i);
      long begin = cluster.beginning(partition);
      if (i < before) {
        begin = moveState(partition, text.topicId(), committed.getOrDefault(i, begin), target);
      }
      offsets.put(partition, new OffsetAndMetadata(begin));
      Generations.Entry entry = new Generations.Entry(generation + i, text.topicId());
      target.writer().put(Names.SESSIONS, i, Generations.KEY, entry.encode());
    }
    return offsets;
  }

  /** Returns the offset from which the partition is to be read on. */
  private long moveState(
      TopicPartition text, Uuid topic, long committed, RepartitionTarget target) {
    int old = text.partition();
    Generations.Entry known = generations.getOrDefault(old, new Generations.Entry(0, topic));
    sessions(old)
        .forEach(
            (key, session) -> {
              if (!key.equals(Generations.KEY)) {
                int partition = target.put(Names.SESSIONS, key.get(), key, session);
                streams++;
                moved += partition == old ? 0 : 1;
              }
            });
    cluster
        .newest(new TopicPartition(StateTopics.of(from, Names.PENDING_INPUTS), old))
        .forEach(
            (key, input) -> {
              target.put(Names.PENDING_INPUTS, PendingCodec.streamBytes(key), key, input);
              inputs++;
            });
    if (!known.topic().equals(topic)) { // recreated meanwhile: nothing of this one was read
      endAll(old, known.number() + 1, target);
      return cluster.beginning(text);
    }
    long end = Math.max(committed, cluster.end(text));
    long begin = Math.max(committed, cluster.beginning(text));
    cluster.read(text, begin, end, record -> take(record, known.number(), target));
    return end;
  }

  private void endAll(int old, int generation, RepartitionTarget target) {
    long now = System.currentTimeMillis();
    Input end = Input.anew(StreamPosition.before(generation), now);
    sessions(old).keySet().stream()
        .filter(key -> !key.equals(Generations.KEY))
        .forEach(key -> await(key.get(), end, new Original(null, List.of()), target));
  }

  /** What the old application would have done with a record. */
  private void take(
      ConsumerRecord<byte[], byte[]> record, int generation, RepartitionTarget target) {
    Original original = new Original(record.value(), record.headers());
    Decoded decoded =
        decoder.decode(record.key(), record.value(), Original.lastValues(record.headers()));
    if (decoded instanceof Decoded.Accepted yes) {
      long position = StreamPosition.of(generation, record.offset());
      Input input = Intake.input(yes.text(), position, record.timestamp());
      await(yes.text().stream().getBytes(StandardCharsets.US_ASCII), input, original, target);
    } else if (decoded instanceof Decoded.Rejected no) {
      target.writer().refuse(settings.topics().deadLetters(), record, no);
    }
  }

  private void await(byte[] stream, Input input, Original original, RepartitionTarget target) {
    Bytes key = PendingCodec.key(new String(stream, StandardCharsets.US_ASCII), input.offset());
    target.put(Names.PENDING_INPUTS, stream, key, PendingCodec.value(input, original));
    inputs++;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
