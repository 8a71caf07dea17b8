package io.surtitle.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.cli.broker.EmbeddedBroker;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A hanging transaction: its producer writes to partitions without registering them with the
 * coordinator, so that no marker will ever be written. A broker that does not verify transactions
 * accepts this.
 */
final class Abandoned implements AutoCloseable {
  private static final Map<String, String> BROKER =
      Map.of("transaction.partition.verification.enable", "false");

  /**
   * With later transaction versions, brokers register partitions with the coordinator themselves.
   */
  private static final FeatureUpdate VERSION =
      new FeatureUpdate((short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);

  private final KafkaProducer<byte[], byte[]> producer;

  /** A broker on which a test can make transactions hang. */
  static EmbeddedBroker broker() throws ExecutionException, InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(BROKER);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .updateFeatures(Map.of("transaction.version", VERSION), new UpdateFeaturesOptions())
          .all()
          .get();
    }
    return broker;
  }

  Abandoned(String bootstrapServers, String transactionalId) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                transactionalId,
                "transaction.timeout.ms",
                600_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
  }

  /** Writes a record that no marker will end. */
  void write(TopicPartition partition, String key, byte[] value)
      throws ExecutionException, InterruptedException {
    told().add(partition);
    writeOpenly(partition, key, value);
  }

  /** Writes a record as any producer does. */
  void writeOpenly(TopicPartition partition, String key, byte[] value)
      throws ExecutionException, InterruptedException {
    producer
        .send(
            new ProducerRecord<>(
                partition.topic(), partition.partition(), key.getBytes(UTF_8), value))
        .get();
  }

  /** The partitions that the producer believes it has registered with the coordinator. */
  @SuppressWarnings("unchecked")
  private Set<TopicPartition> told() {
    try {
      Object manager = value(KafkaProducer.class.getDeclaredField("transactionManager"), producer);
      return (Set<TopicPartition>)
          value(manager.getClass().getDeclaredField("partitionsInTransaction"), manager);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Kafka's producer has changed", e);
    }
  }

  private static Object value(Field field, Object of) throws IllegalAccessException {
    field.setAccessible(true);
    return field.get(of);
  }

  /** A group without members has no consumer that could provide its metadata. */
  @SuppressWarnings("removal")
  void commit(TopicPartition partition, long offset, String group) {
    producer.sendOffsetsToTransaction(
        Map.of(partition, new OffsetAndMetadata(offset)), new ConsumerGroupMetadata(group));
  }

  /** Ends it in the partitions that the coordinator knows. */
  void commitTransaction() {
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
