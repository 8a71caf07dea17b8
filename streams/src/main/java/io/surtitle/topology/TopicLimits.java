package io.surtitle.topology;

import io.surtitle.kafka.AdminResults;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers for the largest record of each topic that the engine writes to. Without the
 * permission DescribeConfigs, Kafka's default applies, or {@code max.request.size} if that is set
 * higher.
 */
final class TopicLimits {
  private static final String BROKER_LIMIT = "message.max.bytes";

  private static final Set<String> NOT_COMPRESSING = Set.of("producer", "uncompressed");

  /** A batch that hardly compresses grows by less than 1/100. */
  private static final int COMPRESSION = 100;

  private final Map<String, Object> producer;
  private final Map<String, ?> streams;

  /** Limits that respect the settings for the producer and for changelog topics. */
  TopicLimits(StreamsConfig config) {
    producer = config.getProducerConfigs("limits");
    streams = config.originals();
  }

  /**
   * Reads the limits of some topics, not all of which need exist.
   *
   * @param planned limits of some that will be created with other than the usual one
   */
  RecordLimits read(Admin admin, Collection<String> topics, Map<String, Integer> planned) {
    int otherwise = setForChangelogs().or(() -> ofBrokers(admin)).orElseGet(this::assumed);
    Map<ConfigResource, KafkaFuture<Config>> answers =
        admin.describeConfigs(topics.stream().map(TopicLimits::topic).toList()).values();
    Map<String, Integer> limits = new HashMap<>();
    answers.forEach(
        (topic, answer) ->
            limits.put(
                topic.name(),
                bounded(
                    AdminResults.find(answer)
                        .flatMap(this::ofTopic)
                        .orElse(planned.getOrDefault(topic.name(), otherwise)))));
    return new RecordLimits(limits, bounded(otherwise));
  }

  private Optional<Integer> setForChangelogs() {
    Object set = streams.get(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
    return Optional.ofNullable(set).map(value -> Integer.valueOf(value.toString()));
  }

  private Optional<Integer> ofTopic(Config topic) {
    return number(topic.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
        .map(limit -> isCompressed(topic) ? lessCompression(limit) : limit);
  }

  private static Optional<Integer> ofBrokers(Admin admin) {
    return AdminResults.find(admin.describeCluster().nodes())
        .flatMap(nodes -> nodes.stream().map(Node::idString).findFirst())
        .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node))
        .flatMap(node -> AdminResults.find(admin.describeConfigs(List.of(node)).all()))
        .flatMap(configs -> configs.values().stream().findFirst())
        .flatMap(config -> number(config.get(BROKER_LIMIT)));
  }

  private int assumed() {
    return Math.max(RecordLimits.USUAL, set(ProducerConfig.MAX_REQUEST_SIZE_CONFIG).orElse(0));
  }

  /** The user's limit for the producer applies too. */
  private int bounded(int limit) {
    long memory = set(ProducerConfig.BUFFER_MEMORY_CONFIG).orElse(Integer.MAX_VALUE);
    int request = set(ProducerConfig.MAX_REQUEST_SIZE_CONFIG).orElse(Integer.MAX_VALUE);
    int least = (int) Math.min(limit, Math.min(request, memory));
    return isCompressing() ? lessCompression(least) : least;
  }

  private Optional<Integer> set(String name) {
    return Optional.ofNullable(producer.get(name))
        .map(value -> (int) Math.min(Integer.MAX_VALUE, Long.parseLong(value.toString())));
  }

  /** Whether the user has set no limit for requests. */
  boolean isOpen() {
    return !producer.containsKey(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
  }

  private boolean isCompressing() {
    Object type = producer.get(ProducerConfig.COMPRESSION_TYPE_CONFIG);
    return type != null && !type.equals("none");
  }

  private static boolean isCompressed(Config topic) {
    ConfigEntry type = topic.get(TopicConfig.COMPRESSION_TYPE_CONFIG);
    return type != null && !NOT_COMPRESSING.contains(type.value());
  }

  private static int lessCompression(int limit) {
    return limit - limit / COMPRESSION;
  }

  private static Optional<Integer> number(@Nullable ConfigEntry entry) {
    return Optional.ofNullable(entry).map(ConfigEntry::value).map(Integer::valueOf);
  }

  private static ConfigResource topic(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }
}
