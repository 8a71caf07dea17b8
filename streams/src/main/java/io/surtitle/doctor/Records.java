package io.surtitle.doctor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads ranges of partitions, without a group. */
final class Records implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** A reader of committed records only, or of all. */
  Records(Map<String, String> kafka, IsolationLevel isolation) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString().toLowerCase(Locale.ROOT));
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Passes on the records of a range, in order.
   *
   * @param from the first offset
   * @param to the offset after the last one
   * @throws TimeoutException if the reader does not reach the end, for example because a
   *     transaction is open
   */
  void each(
      TopicPartition partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> take) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long last = System.nanoTime();
    long position = from;
    while (position < to) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < to) {
          take.accept(record);
        }
      }
      long now = consumer.position(partition);
      if (now > position) {
        last = System.nanoTime();
      } else if (System.nanoTime() - last > PATIENCE_NANOS) {
        throw new TimeoutException(
            "%s cannot be read from offset %d to %d".formatted(partition, now, to));
      }
      position = now;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
