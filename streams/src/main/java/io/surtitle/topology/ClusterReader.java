package io.surtitle.topology;

import io.surtitle.kafka.AdminResults;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;

/** Reads topics, offsets and records that a stopped application left in a cluster. */
final class ClusterReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;

  ClusterReader(Properties streams) {
    StreamsConfig config = new StreamsConfig(streams);
    admin = Admin.create(config.getAdminConfigs("repartition"));
    Map<String, Object> reader = new HashMap<>(config.getRestoreConsumerConfigs("repartition"));
    reader.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    reader.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(reader, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The description of a topic, if it exists. */
  Optional<TopicDescription> topic(String name) {
    try {
      return Optional.ofNullable(
          AdminResults.get(admin.describeTopics(List.of(name)).allTopicNames()).get(name));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    }
  }

  /** Whether a group has members, including dead ones whose session has not expired yet. */
  boolean isActive(String group) {
    return AdminResults.get(admin.listGroups().all()).stream()
        .filter(each -> each.groupId().equals(group))
        .flatMap(each -> each.groupState().stream())
        .anyMatch(state -> state != GroupState.EMPTY && state != GroupState.DEAD);
  }

  /** The offsets that a group has committed, by partition of a topic. */
  Map<Integer, Long> committed(String group, String topic) {
    return AdminResults.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .entrySet()
        .stream()
        .filter(each -> each.getKey().topic().equals(topic) && each.getValue() != null)
        .collect(Collectors.toMap(each -> each.getKey().partition(), e -> e.getValue().offset()));
  }

  /** The offset of the oldest record. */
  long beginning(TopicPartition partition) {
    return offset(partition, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** The offset after the newest record before which no transaction is open. */
  long end(TopicPartition partition) {
    return offset(partition, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  /** Whether a transaction that has written to a partition is open. */
  boolean hasOpenTransaction(TopicPartition partition) {
    return end(partition) < offset(partition, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  private long offset(TopicPartition partition, OffsetSpec which, IsolationLevel isolation) {
    return AdminResults.get(
            admin
                .listOffsets(Map.of(partition, which), new ListOffsetsOptions(isolation))
                .partitionResult(partition))
        .offset();
  }

  /** Reads the committed records of a partition in a range of offsets. */
  void read(
      TopicPartition partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition) < to) {
      consumer.poll(POLL).records(partition).stream()
          .filter(record -> record.offset() < to)
          .forEach(each);
    }
  }

  /** The newest value of each key of a compacted partition. */
  Map<Bytes, byte[]> newest(TopicPartition partition) {
    Map<Bytes, byte[]> values = new LinkedHashMap<>();
    read(
        partition,
        beginning(partition),
        end(partition),
        record -> {
          Bytes key = Bytes.wrap(record.key());
          values.remove(key);
          if (record.value() != null) {
            values.put(key, record.value());
          }
        });
    return values;
  }

  /** Creates a topic with the replication and the configuration of another. */
  void createLike(String model, String name, int partitions) {
    int replication = topic(model).orElseThrow().partitions().get(0).replicas().size();
    NewTopic topic = new NewTopic(name, partitions, (short) replication).configs(config(model));
    AdminResults.get(admin.createTopics(List.of(topic)).all());
  }

  /** A topic's own settings, or those of Kafka Streams if this user may not see them. */
  private Map<String, String> config(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return AdminResults.get(admin.describeConfigs(List.of(resource)).all()).values().stream()
          .flatMap(config -> config.entries().stream())
          .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
          .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    } catch (AuthorizationException e) {
      return Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "CreateTime");
    }
  }

  void delete(List<String> topics) {
    AdminResults.get(admin.deleteTopics(topics).all());
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
