package io.surtitle.topology;

import java.nio.ByteBuffer;
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
 * Writes into a header of each record which topic it was read from, by id.
 *
 * <p>A consumer reads a topic by the id in its metadata, so the id of what it reads can only change
 * after an update of these, of which a {@link ClusterResourceListener} is told. Updates are rare:
 * the topic is looked at after each, and before the first records.
 */
public final class SourceLabels
    implements ConsumerInterceptor<byte[], byte[]>, ClusterResourceListener {
  /** Where the configuration has the {@link SourceTopic}. */
  static final String TOPIC = "surtitle.internal.source.topic";

  static final String LABEL = "surtitle-internal-topic-id";

  private static final int ID_BYTES = 2 * Long.BYTES;

  private @Nullable SourceTopic topic;
  private @Nullable Uuid last;
  private volatile boolean doubtful = true;

  /** Lets the consumers of an application label their records. */
  static void addTo(Properties streams, SourceTopic topic) {
    Object others =
        new StreamsConfig(streams)
            .getMainConsumerConfigs("", "", 0)
            .get(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    String mine = SourceLabels.class.getName();
    streams.put(StreamsConfig.mainConsumerPrefix(TOPIC), topic);
    streams.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        others == null || others.toString().isBlank() ? mine : others + "," + mine);
  }

  @Override
  public void configure(Map<String, ?> configs) {
    topic = (SourceTopic) configs.get(TOPIC);
  }

  @Override
  public void onUpdate(ClusterResource resource) {
    doubtful = true;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    SourceTopic source = topic;
    if (source != null) {
      look(source);
      label(records.records(source.name()));
    }
    return records;
  }

  private void look(SourceTopic source) {
    if (doubtful) {
      doubtful = false;
      source.look().ifPresentOrElse(id -> last = id, () -> doubtful = true);
    }
  }

  private void label(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    if (last != null) {
      byte[] label = bytes(last);
      records.forEach(record -> record.headers().add(LABEL, label));
    }
  }

  /** The topic that a record was read from, by its label. */
  static Optional<Uuid> topic(Headers headers) {
    return Optional.ofNullable(headers.lastHeader(LABEL))
        .map(Header::value)
        .filter(value -> value.length == ID_BYTES)
        .map(SourceLabels::id);
  }

  /** Takes the label off a record; nothing if it has none. */
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
