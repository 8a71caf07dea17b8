package io.surtitle.gateway;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How caption topics are read: what is committed, by a consumer that belongs to no group. */
public final class CommittedCaptions {
  private CommittedCaptions() {}

  /**
   * A consumer, to be assigned its partitions.
   *
   * @param kafka the user's properties, as Kafka names them
   * @param more properties, which win over the user's
   */
  public static KafkaConsumer<byte[], byte[]> consumer(
      Map<String, String> kafka, Map<String, String> more) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.putAll(more);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Or looking for a topic would make one, with as many partitions as the brokers please.
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // A consumer does not know the protocol "streams".
    properties.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
