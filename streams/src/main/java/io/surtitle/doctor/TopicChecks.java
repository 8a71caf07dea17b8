package io.surtitle.doctor;

import io.surtitle.kafka.AdminResults;
import io.surtitle.topology.SourceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.internals.Topic;

/** Whether the topics exist, are safe, and are retained for long enough. */
final class TopicChecks {
  private static final int COPIES = 3;
  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  private final Admin admin;
  private final Footprint footprint;
  private final Expected expected;

  TopicChecks(Admin admin, Footprint footprint, Expected expected) {
    this.admin = admin;
    this.footprint = footprint;
    this.expected = expected;
  }

  List<Finding> find() {
    Set<String> names = new TreeSet<>(AdminResults.get(admin.listTopics().names()));
    names.removeIf(name -> !footprint.isChangelog(name));
    names.addAll(footprint.named());
    names.add(Topic.GROUP_METADATA_TOPIC_NAME);
    names.add(Topic.TRANSACTION_STATE_TOPIC_NAME);
    Map<String, TopicDescription> described = new TreeMap<>();
    AdminResults.forEach(admin.describeTopics(names).topicNameValues(), described::put);
    Map<String, Config> configs = configs(described.keySet());
    List<Finding> findings = new ArrayList<>();
    for (String name : names) {
      TopicDescription topic = described.get(name);
      if (topic != null) {
        findings.add(found(topic, Optional.ofNullable(configs.get(name))));
      } else if (footprint.named().contains(name)) {
        findings.add(
            Finding.warn(
                name + ": does not exist, or this user may not see it",
                "'surtitle run' creates it if permitted; otherwise see docs/security.md"));
      }
    }
    findings.addAll(sameCounts(described));
    return findings;
  }

  private Map<String, Config> configs(Set<String> topics) {
    Map<String, Config> configs = new TreeMap<>();
    AdminResults.forEach(
        admin
            .describeConfigs(
                topics.stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList())
            .values(),
        (resource, config) -> configs.put(resource.name(), config));
    return configs;
  }

  private Finding found(TopicDescription topic, Optional<Config> config) {
    int copies = copies(topic);
    Optional<Integer> least =
        value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).map(Integer::parseInt);
    String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG).orElse("unknown");
    Optional<Long> retention = value(config, TopicConfig.RETENTION_MS_CONFIG).map(Long::parseLong);
    String text =
        "%s: %d partitions, %d copies, min.insync.replicas %s, cleanup.policy %s%s"
            .formatted(
                topic.name(),
                topic.partitions().size(),
                copies,
                least.map(String::valueOf).orElse("unknown"),
                policy,
                policy.contains("delete") ? ", kept " + kept(retention) : "");
    return leaders(topic, text)
        .or(() -> policy(topic.name(), policy, text))
        .or(() -> retention(topic.name(), policy, retention, text))
        .or(() -> copies(copies, least, text))
        .orElseGet(() -> Finding.ok(text));
  }

  private static int copies(TopicDescription topic) {
    return topic.partitions().stream().mapToInt(each -> each.replicas().size()).min().orElse(0);
  }

  private static Optional<String> value(Optional<Config> config, String name) {
    return config.map(each -> each.get(name)).map(entry -> entry.value());
  }

  private static String kept(Optional<Long> retention) {
    return retention
        .map(ms -> ms < 0 ? "forever" : ms / HOUR_MS + " h")
        .orElse("for an unknown time");
  }

  private static Optional<Finding> leaders(TopicDescription topic, String text) {
    for (TopicPartitionInfo each : topic.partitions()) {
      if (each.leader() == null || each.leader().isEmpty()) {
        return Optional.of(
            Finding.fail(
                text + "; partition " + each.partition() + " has no leader",
                "start the brokers that store it"));
      }
      if (each.isr().size() < each.replicas().size()) {
        return Optional.of(
            Finding.warn(
                "%s; partition %d has %d copies in sync"
                    .formatted(text, each.partition(), each.isr().size()),
                "start the missing broker, or wait until it has caught up"));
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> policy(String topic, String policy, String text) {
    boolean compacted = topic.equals(footprint.topics().glossary()) || footprint.isChangelog(topic);
    boolean deleted =
        footprint.inputs().contains(topic)
            || footprint.isCaptions(topic)
            || footprint.outputs().contains(topic);
    if (compacted && policy.equals("delete")) {
      return Optional.of(
          Finding.fail(text + "; old entries are deleted", "set cleanup.policy=compact"));
    }
    if (deleted && policy.contains("compact")) {
      return Optional.of(
          Finding.fail(
              text + "; only the newest record of each stream is kept",
              "set cleanup.policy=delete"));
    }
    return Optional.empty();
  }

  private Optional<Finding> retention(
      String topic, String policy, Optional<Long> retention, String text) {
    boolean shorter =
        retention.isPresent()
            && retention.get() >= 0
            && retention.get() < expected.history().toMillis();
    return footprint.isCaptions(topic) && policy.contains("delete") && shorter
        ? Optional.of(
            Finding.warn(
                text
                    + "; gateways want %d h (gateway.history)"
                        .formatted(expected.history().toHours()),
                "raise retention.ms"))
        : Optional.empty();
  }

  private static Optional<Finding> copies(int copies, Optional<Integer> least, String text) {
    if (copies < COPIES) {
      return Optional.of(
          Finding.warn(text + "; not safe when a broker stops", BrokerChecks.SINGLE));
    }
    if (least.isPresent() && (least.get() < 2 || least.get() >= copies)) {
      return Optional.of(
          Finding.warn(
              text
                  + (least.get() < 2
                      ? "; records that only one broker has may be lost with it"
                      : "; nothing can be written while any broker is down"),
              "set min.insync.replicas=2"));
    }
    return Optional.empty();
  }

  /** The changelogs of a source must keep the number of partitions of its topic. */
  private List<Finding> sameCounts(Map<String, TopicDescription> topics) {
    List<Finding> findings = new ArrayList<>();
    for (SourceState source : footprint.sources()) {
      TopicDescription topic = topics.get(source.topic());
      if (topic != null) {
        findings.addAll(sameCounts(topic, source, topics));
      }
    }
    return findings;
  }

  private List<Finding> sameCounts(
      TopicDescription topic, SourceState state, Map<String, TopicDescription> topics) {
    int count = topic.partitions().size();
    List<Finding> findings = new ArrayList<>();
    state.changelogs().stream()
        .filter(topics::containsKey)
        .map(topics::get)
        .filter(each -> each.partitions().size() != count)
        .forEach(
            each ->
                findings.add(
                    Finding.fail(
                        "%s: %d partitions, but %s has %d: the engine cannot start"
                            .formatted(each.name(), each.partitions().size(), topic.name(), count),
                        "see the runbook on adding partitions")));
    if (count != expected.partitions()) {
      findings.add(
          Finding.warn(
              "%s: %d partitions, but topics.partitions is %d"
                  .formatted(topic.name(), count, expected.partitions()),
              "set topics.partitions to the actual number"));
    }
    return findings;
  }
}
