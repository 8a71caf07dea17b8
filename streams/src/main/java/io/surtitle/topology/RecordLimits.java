package io.surtitle.topology;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The largest record that each topic takes, in bytes as {@link RecordSize} counts them. If a topic
 * refuses a record within its limit, because the limit was lowered or could not be read, the limit
 * here is lowered. Thread-safe.
 */
final class RecordLimits {
  /** Kafka's default of {@code max.message.bytes}. */
  static final int USUAL = 1_048_588;

  private static final Logger LOG = LoggerFactory.getLogger(RecordLimits.class);

  private final Map<String, Integer> topics = new ConcurrentHashMap<>();
  private final int otherwise;

  /**
   * Known limits.
   *
   * @param topics by name
   * @param otherwise the limit of any other topic
   */
  RecordLimits(Map<String, Integer> topics, int otherwise) {
    this.topics.putAll(topics);
    this.otherwise = otherwise;
  }

  static RecordLimits usual() {
    return new RecordLimits(Map.of(), USUAL);
  }

  /** The most bytes of a record of a topic. */
  int of(String topic) {
    return topics.getOrDefault(topic, otherwise);
  }

  /** The largest limit of all topics. */
  int greatest() {
    Collection<Integer> all = topics.values();
    return Math.max(otherwise, all.stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  /** Lowers a topic's limit after the topic or the producer refused a record as too large. */
  void refused(String topic, long bytes) {
    int before = of(topic);
    int now = (int) Math.max(1, Math.min(before, bytes) / 2);
    topics.put(topic, now);
    LOG.warn(
        "topic {} refused a record of {} bytes, though its limit was {};"
            + " from now on at most {} are sent there",
        topic,
        bytes,
        before,
        now);
  }
}
