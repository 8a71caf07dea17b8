package io.surtitle.guarantees;

import io.surtitle.event.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What was committed to the changelog of sessions.
 *
 * @param sessions the latest bytes of each, by stream
 * @param records how many were written
 * @param bytes of all of them
 * @param largest bytes of the largest session
 */
record SessionChangelog(Map<String, byte[]> sessions, int records, long bytes, int largest) {
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * Reads a changelog until its sessions are as expected, but not for longer than a while.
   *
   * @return what was read then
   */
  static SessionChangelog read(
      String bootstrapServers,
      String topic,
      Duration patience,
      Predicate<Map<String, byte[]>> expected) {
    SessionChangelog journal = new SessionChangelog(new TreeMap<>(), 0, 0, 0);
    Instant end = Instant.now().plus(patience);
    try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!expected.test(journal.sessions()) && Instant.now().isBefore(end)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          journal = journal.and(record);
        }
      }
    }
    return journal;
  }

  /** The sessions, to be compared. */
  Map<String, String> hex() {
    Map<String, String> hex = new TreeMap<>();
    sessions.forEach((stream, session) -> hex.put(stream, HexFormat.of().formatHex(session)));
    return hex;
  }

  private SessionChangelog and(ConsumerRecord<String, byte[]> record) {
    if (StreamId.parse(record.key().getBytes(StandardCharsets.UTF_8)).isEmpty()) {
      return this; // what the task keeps of its topic
    }
    sessions.put(record.key(), record.value());
    int size = record.value().length;
    return new SessionChangelog(sessions, records + 1, bytes + size, Math.max(largest, size));
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
