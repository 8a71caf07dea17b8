package io.surtitle.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are not there yet; those that are stay as they are. */
final class Topics {
  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

  /** Copies of which one may be away and two still agree. */
  private static final int SAFE = 3;

  private Topics() {}

  /**
   * Creates those of the input, caption, dead letter and glossary topics that this user does not
   * see, so that nobody needs to be allowed to create topics that are there.
   *
   * @throws KafkaException if the cluster cannot be reached or refuses one
   */
  static void create(
      Properties properties, ApplicationSettings application, TopologySettings topology) {
    Map<String, Object> config = new StreamsConfig(properties).getAdminConfigs("topics");
    try (Admin admin = Admin.create(config)) {
      Set<String> there = await(admin.listTopics().names());
      List<NewTopic> missing =
          Stream.concat(
                  names(topology).map(name -> topic(name, application)),
                  Stream.of(glossary(topology.topics().glossary(), application)))
              .filter(topic -> !there.contains(topic.name()))
              .toList();
      admin.createTopics(missing).values().forEach(Topics::awaitCreated);
    }
  }

  private static Stream<String> names(TopologySettings topology) {
    return Stream.concat(
        Stream.of(topology.topics().text(), topology.topics().deadLetters()),
        topology.targets().stream().map(topology.topics()::captions));
  }

  private static NewTopic glossary(String name, ApplicationSettings application) {
    Map<String, String> settings = new TreeMap<>(safety(application));
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    return topic(name, application).configs(settings);
  }

  /**
   * Settings of a topic with enough copies: a broker may stop, and what is acknowledged has reached
   * another one.
   */
  static Map<String, String> safety(ApplicationSettings application) {
    return application.replication() >= SAFE
        ? Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2")
        : Map.of();
  }

  private static NewTopic topic(String name, ApplicationSettings application) {
    Optional<Short> replication =
        Optional.of(application.replication())
            .filter(factor -> factor != ApplicationSettings.REPLICATION);
    return new NewTopic(name, Optional.of(application.partitions()), replication)
        .configs(safety(application));
  }

  private static void awaitCreated(String name, KafkaFuture<Void> creation) {
    try {
      await(creation);
      LOG.debug("topic {} created", name);
    } catch (TopicExistsException e) {
      LOG.debug("topic {} was created by another process", name);
    } catch (TopicAuthorizationException e) {
      throw new TopicAuthorizationException(
          "this user neither sees topic " + name + " nor may create it", Set.of(name));
    } catch (KafkaException e) {
      throw new KafkaException("topic " + name + " cannot be created", e);
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
