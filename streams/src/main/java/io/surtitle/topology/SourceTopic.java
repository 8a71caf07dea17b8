package io.surtitle.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The text topic as the cluster knows it. A topic that is deleted and created again has the same
 * name, but another id; records do not tell which, so it is asked for after every change that could
 * be one. Safe for use by many threads.
 */
final class SourceTopic implements SourceId, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceTopic.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Admin admin;
  private final String name;
  private final Set<Integer> rewinds = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  SourceTopic(Admin admin, String name) {
    this.admin = admin;
    this.name = name;
  }

  /** The text topic of the cluster that an application runs in. */
  static SourceTopic of(Properties streams, String name) {
    return new SourceTopic(
        Admin.create(new StreamsConfig(streams).getAdminConfigs("source")), name);
  }

  String name() {
    return name;
  }

  @Override
  public Optional<Uuid> look() {
    try {
      return describe(name).map(TopicDescription::topicId);
    } catch (KafkaException e) {
      LOG.warn("the id of topic {} is not known: {}", name, e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void rewind(int partition) {
    rewinds.add(partition);
  }

  /** Takes those of a consumer's partitions that are to begin again. */
  Set<TopicPartition> takeRewinds(Set<TopicPartition> assigned) {
    return rewinds.isEmpty()
        ? Set.of()
        : assigned.stream()
            .filter(each -> each.topic().equals(name) && rewinds.remove(each.partition()))
            .collect(Collectors.toSet());
  }

  /** Why an application cannot go on if its state has another number of partitions. */
  Optional<RepartitionException> mismatch(String application) {
    int here = partitions(name);
    int there = partitions(StateTopics.of(application, Names.SESSIONS));
    return here == 0 || there == 0 || here == there
        ? Optional.empty()
        : Optional.of(
            new RepartitionException(
                ("topic %s has %d partitions, but application %s has state for %d: stop it and"
                        + " move its streams to a new application with 'surtitle repartition"
                        + " --config FILE --to NEW_ID'")
                    .formatted(name, here, application, there)));
  }

  /** How many partitions a topic has; 0 if there is none. */
  private int partitions(String topic) {
    return describe(topic).map(found -> found.partitions().size()).orElse(0);
  }

  /**
   * Waits until the topic is there.
   *
   * @return whether it is; false if this was closed
   */
  boolean await() throws InterruptedException {
    while (!closed && !isThere()) {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
    return !closed;
  }

  private boolean isThere() {
    try {
      return describe(name).isPresent();
    } catch (KafkaException e) {
      LOG.debug("whether there is a topic {} is not known", name, e);
      return false;
    }
  }

  private Optional<TopicDescription> describe(String topic) {
    try {
      Map<String, TopicDescription> topics =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.ofNullable(topics.get(topic));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          "no answer about topic " + topic, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    admin.close(Duration.ZERO);
  }
}
