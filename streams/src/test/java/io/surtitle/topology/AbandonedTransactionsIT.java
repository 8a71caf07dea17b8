package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.cli.broker.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Members of the group keep their transactions, however old; those of other processes are ended.
 */
@Timeout(60)
class AbandonedTransactionsIT {
  private static final String APPLICATION = "app";
  private static final String LIVING = APPLICATION + "-00000000-0000-0000-0000-000000000001";
  private static final String DEAD = APPLICATION + "-00000000-0000-0000-0000-000000000002";
  private static final String CLIENT = LIVING + "-StreamThread-1-consumer";
  private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

  @BeforeAll
  static void create() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
      TestTopics.create(admin, List.of("text", "abandoned", "held", "foreign", "judged"));
    }
  }

  @AfterAll
  static void close() {
    BROKER.close();
  }

  @Test
  void onlyTransactionsOfDeadProcessesAreEnded() throws Exception {
    try (KafkaConsumer<byte[], byte[]> member = member();
        KafkaProducer<byte[], byte[]> dead = open(DEAD + "-1", "abandoned");
        KafkaProducer<byte[], byte[]> living = open(LIVING + "-1", "held");
        KafkaProducer<byte[], byte[]> foreign = open(APPLICATION + "-b-1", "foreign");
        AbandonedTransactions abandoned = abandoned(Set.of(CLIENT))) {
      while (isOpen("abandoned")) {
        member.poll(Duration.ofMillis(100));
        abandoned.look();
      }

      assertThat(isOpen("held")).isTrue();
      assertThat(isOpen("foreign")).isTrue();
      assertThatThrownBy(dead::commitTransaction).isInstanceOf(KafkaException.class);
      living.commitTransaction();
      foreign.commitTransaction();
    }
  }

  @Test
  void aProcessOutsideTheGroupEndsNothing() throws Exception {
    try (KafkaConsumer<byte[], byte[]> member = member();
        KafkaProducer<byte[], byte[]> dead = open(DEAD + "-2", "judged");
        AbandonedTransactions abandoned = abandoned(Set.of("somebody else"))) {
      for (int i = 0; i < 20; i++) {
        member.poll(Duration.ofMillis(100));
        abandoned.look();
      }

      assertThat(isOpen("judged")).isTrue();
      dead.commitTransaction();
    }
  }

  private static AbandonedTransactions abandoned(Set<String> own) {
    Properties properties =
        StreamsProperties.of(
            new ApplicationSettings(
                APPLICATION,
                1,
                1,
                ApplicationSettings.REPLICATION,
                Map.of("bootstrap.servers", BROKER.bootstrapServers())),
            TopologySettings.defaults());
    return new AbandonedTransactions(new StreamsConfig(properties), () -> own);
  }

  private static KafkaConsumer<byte[], byte[]> member() throws InterruptedException {
    KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                BROKER.bootstrapServers(),
                "group.id",
                APPLICATION,
                "client.id",
                CLIENT),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    member.subscribe(List.of("text"));
    while (member.assignment().isEmpty()) {
      member.poll(Duration.ofMillis(100));
    }
    return member;
  }

  /** A producer in the middle of a transaction that has written one record. */
  private static KafkaProducer<byte[], byte[]> open(String transactionalId, String topic) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                BROKER.bootstrapServers(),
                "transactional.id",
                transactionalId),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>(topic, new byte[] {1}));
    producer.flush();
    return producer;
  }

  /** Whether readers of committed records are blocked before the end. */
  private static boolean isOpen(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    return end(partition, "read_committed") < end(partition, "read_uncommitted");
  }

  private static long end(TopicPartition partition, String isolation) {
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", BROKER.bootstrapServers(), "isolation.level", isolation),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return reader.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    }
  }
}
