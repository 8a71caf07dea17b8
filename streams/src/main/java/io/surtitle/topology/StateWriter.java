package io.surtitle.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** Writes the state of an application that has not begun yet, in one transaction. */
final class StateWriter implements AutoCloseable {
  /** As long as brokers allow by themselves. */
  private static final int TIMEOUT_MS = 900_000;

  private final String application;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Begins the transaction. */
  StateWriter(Properties streams, String application) {
    this.application = application;
    Map<String, Object> config =
        new HashMap<>(new StreamsConfig(streams).getProducerConfigs("repartition"));
    config.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, application + "-repartition");
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TIMEOUT_MS);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
  }

  /** Puts an entry into a partition of a store. */
  void put(String store, int partition, Bytes key, byte[] value) {
    String topic = StateTopics.of(application, store);
    // What fails makes the commit fail.
    var unused = producer.send(new ProducerRecord<>(topic, partition, key.get(), value));
  }

  void send(
      String topic, byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
    var unused = producer.send(new ProducerRecord<>(topic, null, null, key, value, headers));
  }

  /** Commits all of it, with the offsets at which the application begins to read. */
  void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(application));
    producer.commitTransaction();
  }

  /** Gives up what is not committed. */
  @Override
  public void close() {
    producer.close();
  }
}
