package io.surtitle.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that reads a recreated topic from its beginning. Kafka's own consumer continues at its
 * offset in the old topic once the new topic is longer than that, and never reads the earlier
 * records.
 */
final class SourceConsumer extends KafkaConsumer<byte[], byte[]> {
  private final SourceTopics sources;
  private final Map<String, Uuid> last = new HashMap<>();

  SourceConsumer(Map<String, Object> config, SourceTopics sources) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.sources = sources;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    rewind(sources.takeRewinds(assignment()));
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    Set<String> recreated =
        sources.names().stream()
            .filter(topic -> isRecreated(topic, records))
            .collect(Collectors.toSet());
    if (recreated.isEmpty()) {
      return records;
    }
    rewind(of(recreated, assignment()));
    records.partitions().stream()
        .filter(partition -> !recreated.contains(partition.topic()))
        .forEach(partition -> seek(partition, records.records(partition).get(0).offset()));
    return ConsumerRecords.empty();
  }

  private static Set<TopicPartition> of(Set<String> topics, Set<TopicPartition> partitions) {
    return partitions.stream()
        .filter(partition -> topics.contains(partition.topic()))
        .collect(Collectors.toSet());
  }

  private boolean isRecreated(String topic, ConsumerRecords<byte[], byte[]> records) {
    Optional<Uuid> id = id(records.records(topic));
    Uuid before = id.map(now -> last.put(topic, now)).orElse(null);
    return before != null && !before.equals(id.orElseThrow());
  }

  private void rewind(Set<TopicPartition> partitions) {
    if (!partitions.isEmpty()) { // an empty set would mean all partitions
      seekToBeginning(partitions);
    }
  }

  private static Optional<Uuid> id(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    Iterator<ConsumerRecord<byte[], byte[]>> all = records.iterator();
    return all.hasNext() ? SourceLabels.topic(all.next().headers()) : Optional.empty();
  }
}
