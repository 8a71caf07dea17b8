package io.surtitle.topology;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;

/** The source topics of an application in the cluster. Thread-safe. */
final class SourceTopics implements AutoCloseable {
  private final Admin admin;
  private final Map<String, SourceTopic> topics = new LinkedHashMap<>();

  SourceTopics(Admin admin, Collection<Pipeline<?>> pipelines) {
    this.admin = admin;
    for (Pipeline<?> each : pipelines) {
      String topic = each.source().topic();
      topics.put(topic, new SourceTopic(admin, topic, each.pending()));
    }
  }

  /** The source topics in an application's cluster. */
  static SourceTopics of(Properties streams, Collection<Pipeline<?>> pipelines) {
    return new SourceTopics(
        Admin.create(new StreamsConfig(streams).getAdminConfigs("source")), pipelines);
  }

  Collection<SourceTopic> all() {
    return topics.values();
  }

  Set<String> names() {
    return topics.keySet();
  }

  SourceTopic of(String name) {
    return Objects.requireNonNull(topics.get(name), name);
  }

  /** Takes those of a consumer's partitions that must be read from their beginning. */
  Set<TopicPartition> takeRewinds(Set<TopicPartition> assigned) {
    return topics.values().stream()
        .flatMap(topic -> topic.takeRewinds(assigned).stream())
        .collect(Collectors.toSet());
  }

  /** Why an application cannot continue, if its state has another number of partitions. */
  Optional<RepartitionException> mismatch(String application) {
    return topics.values().stream()
        .flatMap(topic -> topic.mismatch(application).stream())
        .findFirst();
  }

  /**
   * Waits until all of them exist.
   *
   * @return whether they exist; false if this was closed
   */
  boolean await() throws InterruptedException {
    boolean there = true;
    for (SourceTopic topic : topics.values()) {
      there &= topic.await();
    }
    return there;
  }

  @Override
  public void close() {
    topics.values().forEach(SourceTopic::close);
    admin.close(Duration.ZERO);
  }
}
