package io.surtitle.topology;

import io.surtitle.kafka.AdminResults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source topic in the cluster. A recreated topic has the same name but another id. Records do not
 * carry the id, so it is requested after every change that might be a recreation. Thread-safe.
 */
final class SourceTopic implements SourceId {
  private static final Logger LOG = LoggerFactory.getLogger(SourceTopic.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Admin admin;
  private final String name;
  private final String pending;
  private final Set<Integer> rewinds = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * A topic.
   *
   * @param pending the name of the store of its pending inputs
   */
  SourceTopic(Admin admin, String name, String pending) {
    this.admin = admin;
    this.name = name;
    this.pending = pending;
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

  /** Removes and returns those of a consumer's partitions that must start over. */
  Set<TopicPartition> takeRewinds(Set<TopicPartition> assigned) {
    return rewinds.isEmpty()
        ? Set.of()
        : assigned.stream()
            .filter(each -> each.topic().equals(name) && rewinds.remove(each.partition()))
            .collect(Collectors.toSet());
  }

  /** Why an application cannot continue, if its state has another number of partitions. */
  Optional<RepartitionException> mismatch(String application) {
    int here = partitions(name);
    int there = partitions(Names.changelog(application, pending));
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
   * Waits until the topic exists.
   *
   * @return whether it exists; false if this was closed
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
      LOG.debug("it is not known whether topic {} exists", name, e);
      return false;
    }
  }

  private Optional<TopicDescription> describe(String topic) {
    try {
      Map<String, TopicDescription> topics =
          AdminResults.get(admin.describeTopics(List.of(topic)).allTopicNames(), PATIENCE);
      return Optional.ofNullable(topics.get(topic));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    }
  }

  /** Waits no longer. */
  void close() {
    closed = true;
  }
}
