package io.surtitle.topology;

import io.surtitle.kafka.AdminResults;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers how many records of the text topic wait for this process. Kafka Streams' own
 * figure is that of the last fetch, and is missing while partitions are being assigned.
 */
final class ConsumerLag implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLag.class);

  private final Admin admin;
  private final String group;
  private final Supplier<Set<TopicPartition>> assigned;
  private final Progress progress;
  private Map<TopicPartition, Long> taken = Map.of();
  private volatile long records;

  /**
   * The lag of a group, unknown at first.
   *
   * @param group the group whose offsets count
   * @param assigned the partitions that count
   * @param progress notified when records were consumed
   */
  ConsumerLag(
      Admin admin, String group, Supplier<Set<TopicPartition>> assigned, Progress progress) {
    this.admin = admin;
    this.group = group;
    this.assigned = assigned;
    this.progress = progress;
  }

  /** How many records waited when the brokers last answered. */
  long records() {
    return records;
  }

  @Override
  public void run() {
    try {
      look(assigned.get());
    } catch (RuntimeException e) { // the brokers do not answer, or the application is stopping
      LOG.debug("the number of waiting records is not known", e);
    }
  }

  private void look(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        AdminResults.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> now = new HashMap<>();
    long lag = 0;
    for (TopicPartition each : partitions) {
      OffsetAndMetadata last = committed.get(each);
      long begin = begins.getOrDefault(each, 0L);
      long offset = last == null ? begin : Math.max(begin, last.offset());
      now.put(each, offset);
      lag += Math.max(0, ends.getOrDefault(each, 0L) - offset);
    }
    if (!now.equals(taken)) {
      progress.moved();
    }
    taken = now;
    records = lag;
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
    KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> answer =
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(each -> each, each -> which)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all();
    return AdminResults.get(answer).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }
}
