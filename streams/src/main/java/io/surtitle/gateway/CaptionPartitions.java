package io.surtitle.gateway;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Reads all partitions, each from as far back as the history goes. */
final class CaptionPartitions {
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * A partition that delivers nothing for this long no longer holds back the others of its topic.
   */
  private static final Duration STUCK = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final InstantSource clock;
  private final InTimeOrder order = new InTimeOrder();

  /** The end offset of each partition when it was found: earlier messages are history. */
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  /** Partitions whose history is still being read, and when each last delivered a message. */
  private final Map<TopicPartition, Long> behind = new HashMap<>();

  /** The offset of the last message read from each partition. */
  private final Map<TopicPartition, Long> offsets = new HashMap<>();

  CaptionPartitions(Consumer<byte[], byte[]> consumer, InstantSource clock) {
    this.consumer = consumer;
    this.clock = clock;
  }

  /** The partitions that are being read. */
  Set<TopicPartition> all() {
    return Set.copyOf(ends.keySet());
  }

  /** Whether a message was written after its partition was found. */
  boolean isNews(ConsumerRecord<?, ?> message) {
    return message.offset() >= ends.getOrDefault(partition(message), 0L);
  }

  /** Whether the history of all partitions has been read. */
  boolean caughtUp() {
    return ends.keySet().stream().allMatch(this::isAtEnd);
  }

  private boolean isAtEnd(TopicPartition partition) {
    return consumer.position(partition) >= ends.getOrDefault(partition, 0L);
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> message) {
    return new TopicPartition(message.topic(), message.partition());
  }

  /**
   * Reads these partitions from now on, and no others.
   *
   * @param same those of them that are already being read, which continue
   * @param from timestamp at which the others begin, epoch milliseconds
   */
  void read(Set<TopicPartition> partitions, Set<TopicPartition> same, long from) {
    Set<TopicPartition> gone = new HashSet<>(ends.keySet());
    gone.removeAll(same);
    order.forget(gone);
    List.of(ends, behind, offsets).forEach(each -> each.keySet().removeAll(gone));
    consumer.assign(partitions);
    Set<TopicPartition> added = new HashSet<>(partitions);
    added.removeAll(same);
    begin(added, from);
  }

  private void begin(Set<TopicPartition> added, long from) {
    Map<TopicPartition, Long> times = new HashMap<>();
    added.forEach(partition -> times.put(partition, from));
    Map<TopicPartition, Long> last = consumer.endOffsets(added);
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    for (TopicPartition partition : added) {
      long end = last.getOrDefault(partition, 0L);
      OffsetAndTimestamp start = starts.get(partition); // null if no message is that recent
      consumer.seek(partition, start == null ? end : start.offset());
      ends.put(partition, end);
      behind.put(partition, clock.millis());
    }
  }

  /**
   * New messages; while the history of a topic's partitions is read, in the order of their
   * timestamps.
   *
   * @param again called when an offset occurs again, as after a topic was recreated
   */
  List<ConsumerRecord<byte[], byte[]>> poll(Runnable again) {
    ConsumerRecords<byte[], byte[]> messages = consumer.poll(POLL);
    if (messages.partitions().stream().anyMatch(each -> isAgain(messages.records(each).get(0)))) {
      again.run();
    }
    messages.partitions().stream()
        .filter(ends::containsKey)
        .forEach(each -> queue(each, messages.records(each)));
    order.full().forEach(this::heard);
    behind.entrySet().removeIf(each -> isAtEnd(each.getKey()) || isStuck(each.getValue()));
    List<ConsumerRecord<byte[], byte[]>> due = order.take(behind.keySet());
    consumer.resume(consumer.paused());
    consumer.pause(order.full());
    return due;
  }

  private boolean isAgain(ConsumerRecord<?, ?> message) {
    return message.offset() <= offsets.getOrDefault(partition(message), -1L);
  }

  private void queue(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> messages) {
    long next = consumer.position(partition);
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      if (message.offset() < next) { // or it will be read again
        offsets.put(partition, message.offset());
        order.add(message);
      }
    }
    heard(partition);
  }

  private void heard(TopicPartition partition) {
    behind.computeIfPresent(partition, (key, since) -> clock.millis());
  }

  private boolean isStuck(long since) {
    return clock.millis() - since > STUCK.toMillis();
  }
}
