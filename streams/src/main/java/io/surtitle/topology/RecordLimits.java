package io.surtitle.topology;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The largest record that each topic takes, in bytes as {@link RecordSize} counts them. What a
 * topic refuses all the same, because its limit was lowered or could not be read, lowers it here.
 * Safe for use by many threads.
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
   * @param otherwise that of any other topic
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

  /** The largest of all. */
  int greatest() {
    Collection<Integer> all = topics.values();
    return Math.max(otherwise, all.stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  /** Takes note of a record that a topic or the producer refused as too large. */
  void refused(String topic, long bytes) {
    int before = of(topic);
    int now = (int) Math.max(1, Math.min(before, bytes) / 2);
    topics.put(topic, now);
    LOG.warn(
        "topic {} refused a record of {} bytes, though it was to take {};"
            + " from now on at most {} are sent there",
        topic,
        bytes,
        before,
        now);
  }
}
