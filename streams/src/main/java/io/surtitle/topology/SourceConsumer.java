package io.surtitle.topology;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that reads a topic that was recreated from its beginning. Kafka's own goes on at the
 * offset where it was in the old topic once the new one is longer than that, and what is before is
 * never read.
 */
final class SourceConsumer extends KafkaConsumer<byte[], byte[]> {
  private final SourceTopic source;
  private Optional<Uuid> last = Optional.empty();

  SourceConsumer(Map<String, Object> config, SourceTopic source) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.source = source;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    rewind(source.takeRewinds(assignment()));
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    Optional<Uuid> topic = topic(records);
    boolean recreated = topic.isPresent() && last.isPresent() && !topic.equals(last);
    last = topic.or(() -> last);
    if (recreated) {
      rewind(assignment());
      return ConsumerRecords.empty();
    }
    return records;
  }

  private void rewind(Set<TopicPartition> partitions) {
    if (!partitions.isEmpty()) { // none stands for all
      seekToBeginning(partitions);
    }
  }

  private static Optional<Uuid> topic(ConsumerRecords<byte[], byte[]> records) {
    Iterator<ConsumerRecord<byte[], byte[]>> all = records.iterator();
    return all.hasNext() ? SourceLabels.topic(all.next().headers()) : Optional.empty();
  }
}
