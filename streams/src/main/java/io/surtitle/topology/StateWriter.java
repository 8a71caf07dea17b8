package io.surtitle.topology;

import io.surtitle.event.DeadLetter;
import io.surtitle.event.Decoded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;

/** Writes the state of an application that has not started yet, in one transaction. */
final class StateWriter implements AutoCloseable {
  /** The brokers' default limit. */
  private static final int TIMEOUT_MS = 900_000;

  private final StreamsConfig streams;
  private final String application;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Begins the transaction. */
  StateWriter(Properties properties, String application) {
    this.application = application;
    this.streams = new StreamsConfig(properties);
    Map<String, Object> config = new HashMap<>(streams.getProducerConfigs("repartition"));
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
    String topic = Names.changelog(application, store);
    // A failed send makes the commit fail.
    var unused = producer.send(new ProducerRecord<>(topic, partition, key.get(), value));
  }

  /** Sends a record that is not a valid input to the dead letters. */
  void refuse(String topic, ConsumerRecord<byte[], byte[]> record, Decoded.Rejected<?> why) {
    DeadLetter letter =
        new DeadLetter(
            why.reason(),
            why.detail(),
            record.topic(),
            record.partition(),
            record.offset(),
            System.currentTimeMillis());
    List<Header> headers = List.of(record.headers().toArray());
    int limit = RecordLimits.usual().of(topic);
    Letter fit = Letter.of(record.key(), record.value(), headers, letter, limit);
    var unused =
        producer.send(
            new ProducerRecord<>(topic, null, null, fit.key(), fit.value(), fit.headers()));
  }

  /** Commits all entries, with the offsets at which the application starts reading. */
  void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    producer.sendOffsetsToTransaction(offsets, group());
    producer.commitTransaction();
  }

  /** The metadata of a group without members; a consumer that does not subscribe joins no group. */
  private ConsumerGroupMetadata group() {
    Map<String, Object> config = new HashMap<>(streams.getRestoreConsumerConfigs("repartition"));
    config.put(ConsumerConfig.GROUP_ID_CONFIG, application);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.groupMetadata();
    }
  }

  /** Aborts the transaction if it is not committed. */
  @Override
  public void close() {
    producer.close();
  }
}
