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
 * Messages of a topic's partitions, merged by their times; each partition keeps its own order. A
 * stream whose topic was given more partitions has its older messages in one and its newer ones in
 * another, which a consumer reads side by side.
 */
final class InTimeOrder {
  /** Messages of one partition above which no more are to be read for now. */
  private static final int MANY = 500;

  private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting =
      new HashMap<>();

  /** Lets a message wait for its turn. */
  void add(ConsumerRecord<byte[], byte[]> message) {
    TopicPartition partition = new TopicPartition(message.topic(), message.partition());
    waiting.computeIfAbsent(partition, key -> new ArrayDeque<>()).add(message);
  }

  /**
   * The messages whose turn it is: of each topic those that are older than whatever may still come.
   *
   * @param behind partitions of which older messages may still come
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

  /** Partitions of which so much waits that no more is to be read for now. */
  List<TopicPartition> full() {
    return waiting.entrySet().stream()
        .filter(each -> each.getValue().size() >= MANY)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Drops what waits of some partitions. */
  void forget(Collection<TopicPartition> partitions) {
    waiting.keySet().removeAll(partitions);
  }
}
