package io.surtitle.benchmarks.flink;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Kafka records of captions. */
final class CaptionWriter implements KafkaRecordSerializationSchema<CaptionOut> {
  private static final long serialVersionUID = 1;

  private final String prefix;

  CaptionWriter(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      CaptionOut caption, KafkaSinkContext context, @Nullable Long timestamp) {
    byte[] key = caption.stream().getBytes(StandardCharsets.UTF_8);
    String topic = prefix + caption.language();
    return new ProducerRecord<>(topic, null, caption.timestamp(), key, caption.json());
  }
}
