package io.surtitle.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedBrokerIT {

  @Test
  void takesTopicsAndTransactions() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin = Admin.create(config(broker))) {
      admin
          .createTopics(List.of(new NewTopic("t", Optional.of(2), Optional.empty())))
          .all()
          .get(30, TimeUnit.SECONDS);

      long offset = writeInTransaction(broker);

      assertThat(offset).isZero();
    }
  }

  @Test
  void keepsItsDataOverARestart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin = Admin.create(config(broker))) {
      admin
          .createTopics(List.of(new NewTopic("t", Optional.of(1), Optional.empty())))
          .all()
          .get(30, TimeUnit.SECONDS);
      writeInTransaction(broker);

      broker.restart();

      assertThat(writeInTransaction(broker)).isGreaterThan(0);
    }
  }

  @Test
  void createsNoTopicUnasked() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin = Admin.create(config(broker))) {
      assertThatThrownBy(() -> admin.describeTopics(List.of("t")).allTopicNames().get())
          .hasMessageContaining("UnknownTopicOrPartition");
      assertThat(admin.listTopics().names().get()).isEmpty();
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    Path directory;
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin = Admin.create(config(broker))) {
      directory = directory(admin);
      assertThat(directory).isNotEmptyDirectory();
    }

    assertThat(directory).doesNotExist();
  }

  private static long writeInTransaction(EmbeddedBroker broker) throws Exception {
    Properties config = config(broker);
    config.put("transactional.id", "test");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      long offset =
          producer.send(new ProducerRecord<>("t", 0, "k", "v")).get(30, TimeUnit.SECONDS).offset();
      producer.commitTransaction();
      return offset;
    }
  }

  private static Properties config(EmbeddedBroker broker) {
    Properties config = new Properties();
    config.putAll(Map.of("bootstrap.servers", broker.bootstrapServers()));
    return config;
  }

  /** Asks the broker itself: other processes may have brokers in the same temporary directory. */
  private static Path directory(Admin admin) throws Exception {
    Map<Integer, Map<String, LogDirDescription>> directories =
        admin.describeLogDirs(List.of(1)).allDescriptions().get(30, TimeUnit.SECONDS);
    assertThat(directories).containsOnlyKeys(1);
    return Path.of(directories.values().iterator().next().keySet().iterator().next());
  }
}
