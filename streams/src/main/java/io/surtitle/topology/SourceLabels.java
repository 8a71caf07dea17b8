package io.surtitle.topology;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Writes the id of the topic that each record was read from into a header of the record.
 *
 * <p>A consumer reads a topic by the id in its metadata, so that id can only change after an update
 * of the metadata, of which a {@link ClusterResourceListener} is notified. Updates are rare: the id
 * is requested after each one, and before the first records.
 */
public final class SourceLabels
    implements ConsumerInterceptor<byte[], byte[]>, ClusterResourceListener {
  /** The configuration property that holds the {@link SourceTopics}. */
  static final String TOPICS = "surtitle.internal.source.topics";

  static final String LABEL = "surtitle-internal-topic-id";

  private static final int ID_BYTES = 2 * Long.BYTES;

  private @Nullable SourceTopics topics;
  private final Map<String, Uuid> last = new HashMap<>();
  private volatile boolean doubtful = true;

  /** Makes the consumers of an application label their records. */
  static void addTo(Properties streams, SourceTopics topics) {
    Object others =
        new StreamsConfig(streams)
            .getMainConsumerConfigs("", "", 0)
            .get(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    String mine = SourceLabels.class.getName();
    streams.put(StreamsConfig.mainConsumerPrefix(TOPICS), topics);
    streams.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        others == null || others.toString().isBlank() ? mine : others + "," + mine);
  }

  @Override
  public void configure(Map<String, ?> configs) {
    topics = (SourceTopics) configs.get(TOPICS);
  }

  @Override
  public void onUpdate(ClusterResource resource) {
    doubtful = true;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    if (topics != null) {
      look(topics);
      last.forEach((topic, id) -> label(records.records(topic), bytes(id)));
    }
    return records;
  }

  private void look(SourceTopics sources) {
    if (doubtful) {
      doubtful = false;
      for (SourceTopic source : sources.all()) {
        source.look().ifPresentOrElse(id -> last.put(source.name(), id), () -> doubtful = true);
      }
    }
  }

  private static void label(Iterable<ConsumerRecord<byte[], byte[]>> records, byte[] label) {
    records.forEach(record -> record.headers().add(LABEL, label));
  }

  /** The topic that a record was read from, according to its label. */
  static Optional<Uuid> topic(Headers headers) {
    return Optional.ofNullable(headers.lastHeader(LABEL))
        .map(Header::value)
        .filter(value -> value.length == ID_BYTES)
        .map(SourceLabels::id);
  }

  /** Removes a record's label and returns it; empty if it has none. */
  static Optional<Uuid> takeOff(Headers headers) {
    Optional<Uuid> topic = topic(headers);
    headers.remove(LABEL);
    return topic;
  }

  static byte[] bytes(Uuid id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static Uuid id(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new Uuid(in.getLong(), in.getLong());
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
