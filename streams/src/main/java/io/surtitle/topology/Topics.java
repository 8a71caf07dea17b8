package io.surtitle.topology;

import io.surtitle.kafka.AdminResults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates missing topics; existing ones stay as they are. */
final class Topics {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

  /** The number of copies of which one may be missing while two still agree. */
  private static final int SAFE = 3;

  private Topics() {}

  /**
   * Creates the topics that this user does not see, so that existing topics require no permission
   * to create them.
   *
   * @param topics their names, and their settings beside those that all have
   * @throws KafkaException if the cluster cannot be reached or refuses a topic
   */
  static void create(
      Properties properties,
      ApplicationSettings application,
      Map<String, Map<String, String>> topics,
      StreamTable table) {
    Map<String, Object> config = new StreamsConfig(properties).getAdminConfigs("topics");
    try (Admin admin = Admin.create(config)) {
      Set<String> there = AdminResults.get(admin.listTopics().names());
      List<NewTopic> missing =
          Stream.concat(
                  topics.entrySet().stream()
                      .map(each -> topic(each.getKey(), application, each.getValue())),
                  Stream.of(compacted(table.topic(), application)))
              .filter(topic -> !there.contains(topic.name()))
              .toList();
      admin.createTopics(missing).values().forEach(Topics::awaitCreated);
      awaitVisible(admin, missing.stream().map(NewTopic::name).toList());
    }
  }

  /** Waits until brokers know the topics: an engine that starts before would fail. */
  private static void awaitVisible(Admin admin, List<String> names) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!areVisible(admin, names) && System.nanoTime() < until) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean areVisible(Admin admin, List<String> names) {
    try {
      AdminResults.get(admin.describeTopics(names).allTopicNames());
      return true;
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  private static NewTopic compacted(String name, ApplicationSettings application) {
    return topic(
        name,
        application,
        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
  }

  /**
   * The settings of a topic with enough copies: an acknowledged record has reached two brokers, so
   * one may stop.
   */
  static Map<String, String> safety(ApplicationSettings application) {
    return application.replication() >= SAFE
        ? Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2")
        : Map.of();
  }

  private static NewTopic topic(
      String name, ApplicationSettings application, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(safety(application));
    all.putAll(settings);
    Optional<Short> replication =
        Optional.of(application.replication())
            .filter(factor -> factor != ApplicationSettings.REPLICATION);
    return new NewTopic(name, Optional.of(application.partitions()), replication).configs(all);
  }

  private static void awaitCreated(String name, KafkaFuture<Void> creation) {
    try {
      AdminResults.get(creation);
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
}
