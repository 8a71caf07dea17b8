package io.surtitle.topology;

import io.surtitle.engine.Input;
import io.surtitle.engine.StreamPosition;
import io.surtitle.event.Decoded;
import io.surtitle.event.Source;
import io.surtitle.kafka.LastHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Bytes;

/**
 * Moves an application's streams to a new application after partitions were added to the text
 * topic.
 *
 * <p>Each session and each pending input moves to the partition to which its key hashes now. So do
 * the records that the old application has not read, since those of a moved key precede what its
 * producer appends to the new partition: they become pending inputs. The new application reads old
 * partitions from there on, and added ones from their beginning. Positions belong to a new
 * generation in every partition ({@link StreamPosition}), so no caption id is reused, whatever the
 * offsets are.
 *
 * <p>The move is a single transaction: it happens completely or not at all.
 */
public final class Repartition<X> implements AutoCloseable {
  private final String from;
  private final String to;
  private final TopologySettings settings;
  private final Source<X> source;
  private final String pending;
  private final List<String> sessions;
  private final Properties properties;
  private final ClusterReader cluster;
  private final Map<Integer, Generations.Entry> generations = new HashMap<>();
  private int streams;
  private int moved;
  private int inputs;

  /**
   * A move from one application to another.
   *
   * @param source the source whose topic has more partitions now
   * @param pending the name of the store of its pending inputs
   * @param operators the ids of the operators that take its inputs
   */
  private Repartition(
      ApplicationSettings from,
      TopologySettings settings,
      Source<X> source,
      String pending,
      List<String> operators,
      String to) {
    this.from = from.applicationId();
    this.to = to;
    this.settings = settings;
    this.source = source;
    this.pending = pending;
    this.properties = StreamsProperties.of(from, settings);
    this.cluster = new ClusterReader(properties);
    this.sessions =
        operators.stream()
            .map(Names::sessions)
            .filter(store -> cluster.topic(Names.changelog(this.from, store)).isPresent())
            .toList();
  }

  /**
   * * A move of the streams of a text topic.
   *
   * @param operators the ids of the operators that take the text
   * @param to the id of the new application
   */
  public static Repartition<String> ofText(
      ApplicationSettings from,
      TopologySettings settings,
      Source<String> source,
      List<String> operators,
      String to) {
    return new Repartition<>(from, settings, source, Names.PENDING_INPUTS, operators, to);
  }

  /**
   * The result of a move.
   *
   * @param before number of partitions of the old application's state
   * @param after number of partitions of the text topic and of the new application's state
   * @param streams number of streams with a session
   * @param moved number of those that are now in another partition
   * @param inputs number of pending inputs, including records that the old application had not read
   */
  public record Moved(int before, int after, int streams, int moved, int inputs) {}

  /**
   * Moves the streams.
   *
   * @throws RepartitionException if the old application runs or has no state, or if the new one has
   *     state
   * @throws KafkaException if the cluster refuses an operation
   */
  public Moved run() {
    RepartitionPreflight preflight = new RepartitionPreflight(cluster, from, to, stores());
    TopicDescription text = preflight.check(source.topic());
    int before = preflight.partitions(Names.changelog(from, pending));
    int after = text.partitions().size();
    preflight.awaitTransactions(before);
    Partitioner partitioner = partitioner(before);
    for (String store : stores()) {
      cluster.createLike(Names.changelog(from, store), Names.changelog(to, store), after);
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

  /** Deletes the new application's topics, so that another attempt can be made. */
  private RuntimeException undone(RuntimeException failure) {
    try {
      cluster.delete(Names.changelogs(to, stores()));
    } catch (KafkaException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /** The partitioner that the producers use, inferred from the partitions of their streams. */
  private Partitioner partitioner(int partitions) {
    Map<Bytes, Integer> keys = new LinkedHashMap<>();
    for (int i = 0; i < partitions; i++) {
      for (String store : sessions) {
        for (Map.Entry<Bytes, byte[]> session : entries(store, i).entrySet()) {
          if (session.getKey().equals(Generations.KEY)) {
            generations.put(i, Generations.Entry.decode(session.getValue()));
          } else {
            keys.put(Bytes.wrap(SessionKey.streamBytes(session.getKey().get())), i);
          }
        }
      }
    }
    return Partitioner.of(keys, partitions)
        .orElseThrow(
            () ->
                new RepartitionException(
                    "the streams of application %s are not in the partitions that Kafka's or"
                            .formatted(from)
                        + " librdkafka's partitioner chooses, so their new ones are unknown: use"
                        + " a new application id after they have ended"));
  }

  private Map<Bytes, byte[]> entries(String store, int partition) {
    return cluster.newest(new TopicPartition(Names.changelog(from, store), partition));
  }

  private List<String> stores() {
    return Stream.concat(sessions.stream(), Stream.of(pending)).toList();
  }

  /** Moves the state of all partitions; returns the offsets at which the new application begins. */
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
      for (String store : sessions) {
        target.writer().put(store, i, Generations.KEY, entry.encode());
      }
    }
    return offsets;
  }

  /** Moves a partition's state; returns the offset from which to read on. */
  private long moveState(
      TopicPartition text, Uuid topic, long committed, RepartitionTarget target) {
    int old = text.partition();
    Generations.Entry known = generations.getOrDefault(old, new Generations.Entry(0, topic));
    Set<Bytes> elsewhere = new HashSet<>();
    for (String store : sessions) {
      entries(store, old)
          .forEach(
              (key, session) -> {
                byte[] stream = SessionKey.streamBytes(key.get());
                if (!key.equals(Generations.KEY)
                    && target.put(store, stream, key, session) != old) {
                  elsewhere.add(Bytes.wrap(stream));
                }
              });
    }
    streams += keys(old).size();
    moved += elsewhere.size();
    entries(pending, old)
        .forEach(
            (key, input) -> {
              target.put(pending, PendingCodec.streamBytes(key), key, input);
              inputs++;
            });
    if (!known.topic().equals(topic)) { // recreated in the meantime: none of this topic was read
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
    Input<X> end = Input.recreated(StreamPosition.before(generation), now);
    keys(old).forEach(key -> await(key.get(), end, new Original(null, List.of()), target));
  }

  /** Ids of the streams of a partition that have a session. */
  private Set<Bytes> keys(int partition) {
    Set<Bytes> keys = new LinkedHashSet<>();
    for (String store : sessions) {
      for (Bytes key : entries(store, partition).keySet()) {
        keys.add(Bytes.wrap(SessionKey.streamBytes(key.get())));
      }
    }
    keys.remove(Generations.KEY);
    return keys;
  }

  /** Treats a record as the old application would have done. */
  private void take(
      ConsumerRecord<byte[], byte[]> record, int generation, RepartitionTarget target) {
    Original original = new Original(record.value(), record.headers());
    Decoded<X> decoded =
        source.decode(record.key(), record.value(), LastHeaders.of(record.headers()));
    if (decoded instanceof Decoded.Accepted<X> yes) {
      long position = StreamPosition.of(generation, record.offset());
      Input<X> input = Intake.input(yes.arrival(), position, record.timestamp());
      byte[] stream = yes.arrival().stream().getBytes(StandardCharsets.US_ASCII);
      await(stream, input, original, target);
    } else if (decoded instanceof Decoded.Rejected<X> no) {
      target.writer().refuse(settings.deadLetters(), record, no);
    }
  }

  private void await(byte[] stream, Input<X> input, Original original, RepartitionTarget target) {
    Bytes key = PendingCodec.key(new String(stream, StandardCharsets.US_ASCII), input.position());
    target.put(pending, stream, key, PendingCodec.value(source, input, original));
    inputs++;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
