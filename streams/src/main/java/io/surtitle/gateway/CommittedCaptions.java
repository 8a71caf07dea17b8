package io.surtitle.gateway;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers of caption topics: they read committed messages and belong to no group. */
public final class CommittedCaptions {
  private CommittedCaptions() {}

  /**
   * A consumer, to which the caller assigns partitions.
   *
   * @param kafka the user's properties, as Kafka names them
   * @param more properties that override the user's
   */
  public static KafkaConsumer<byte[], byte[]> consumer(
      Map<String, String> kafka, Map<String, String> more) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.putAll(more);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Otherwise asking for a topic could create it, with the brokers' default number of partitions.
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // A plain consumer does not support the protocol "streams".
    properties.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
