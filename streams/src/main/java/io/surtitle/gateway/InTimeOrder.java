package io.surtitle.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Merges the messages of a topic's partitions by their timestamps; each partition keeps its own
 * order. After partitions were added to a topic, a stream's older messages may be in one partition
 * and its newer ones in another, and a consumer reads both at the same time.
 */
final class InTimeOrder {
  /** How many waiting messages of one partition pause reading from it. */
  private static final int MANY = 500;

  private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting =
      new HashMap<>();

  /** Queues a message. */
  void add(ConsumerRecord<byte[], byte[]> message) {
    TopicPartition partition = new TopicPartition(message.topic(), message.partition());
    waiting.computeIfAbsent(partition, key -> new ArrayDeque<>()).add(message);
  }

  /**
   * Removes and returns the messages that are due: for each topic, those older than any message
   * that may still arrive.
   *
   * @param behind partitions from which older messages may still arrive
   */
  List<ConsumerRecord<byte[], byte[]>> take(Collection<TopicPartition> behind) {
    List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    List<String> topics =
        waiting.keySet().stream().map(TopicPartition::topic).distinct().sorted().toList();
    topics.forEach(topic -> take(topic, behind, messages));
    waiting.values().removeIf(Deque::isEmpty);
    return messages;
  }

  private void take(
      String topic,
      Collection<TopicPartition> behind,
      List<ConsumerRecord<byte[], byte[]>> messages) {
    List<Deque<ConsumerRecord<byte[], byte[]>>> queues =
        waiting.entrySet().stream()
            .filter(each -> each.getKey().topic().equals(topic))
            .map(Map.Entry::getValue)
            .toList();
    List<TopicPartition> awaited =
        behind.stream().filter(each -> each.topic().equals(topic)).toList();
    while (awaited.stream().noneMatch(each -> isEmpty(each))) {
      Optional<Deque<ConsumerRecord<byte[], byte[]>>> oldest =
          queues.stream()
              .filter(queue -> !queue.isEmpty())
              .min(Comparator.comparingLong(queue -> queue.element().timestamp()));
      if (oldest.isEmpty()) {
        return;
      }
      messages.add(oldest.get().remove());
    }
  }

  private boolean isEmpty(TopicPartition partition) {
    Deque<?> queue = waiting.get(partition);
    return queue == null || queue.isEmpty();
  }

  /** Partitions with so many waiting messages that reading from them must pause. */
  List<TopicPartition> full() {
    return waiting.entrySet().stream()
        .filter(each -> each.getValue().size() >= MANY)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Drops the waiting messages of some partitions. */
  void forget(Collection<TopicPartition> partitions) {
    waiting.keySet().removeAll(partitions);
  }
}
