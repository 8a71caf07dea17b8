package io.surtitle.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are not there yet; those that are stay as they are. */
final class Topics {
  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

  private Topics() {}

  /**
   * Creates input, caption and dead letter topics.
   *
   * @throws KafkaException if the cluster cannot be reached or refuses one
   */
  static void create(
      Properties properties, ApplicationSettings application, TopologySettings topology) {
    Map<String, Object> config = new StreamsConfig(properties).getAdminConfigs("topics");
    try (Admin admin = Admin.create(config)) {
      List<NewTopic> topics = names(topology).map(name -> topic(name, application)).toList();
      admin.createTopics(topics).values().forEach(Topics::await);
    }
  }

  private static Stream<String> names(TopologySettings topology) {
    return Stream.concat(
        Stream.of(topology.topics().text(), topology.topics().deadLetters()),
        topology.targets().stream().map(topology.topics()::captions));
  }

  private static NewTopic topic(String name, ApplicationSettings application) {
    Optional<Short> replication =
        Optional.of(application.replication())
            .filter(factor -> factor != ApplicationSettings.REPLICATION);
    return new NewTopic(name, Optional.of(application.partitions()), replication);
  }

  private static void await(String name, KafkaFuture<Void> creation) {
    try {
      creation.get();
      LOG.debug("topic {} created", name);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("topic " + name + " cannot be created", e.getCause());
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
