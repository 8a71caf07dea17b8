package io.surtitle.doctor;

import io.surtitle.kafka.AdminResults;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Offsets of partitions and groups. Partitions without a leader, or not visible, are omitted. */
final class Offsets {
  private static final int PATIENCE_MS = 5000;

  private final Admin admin;

  Offsets(Admin admin) {
    this.admin = admin;
  }

  /** The partitions of those topics that exist and are visible to this user. */
  Collection<TopicPartition> partitions(Collection<String> topics) {
    Map<String, TopicDescription> described = new TreeMap<>();
    AdminResults.forEach(admin.describeTopics(topics).topicNameValues(), described::put);
    return described.values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(each -> new TopicPartition(topic.name(), each.partition())))
        .toList();
  }

  /**
   * The last stable offset and the end offset of partitions. The first is smaller while a
   * transaction is open.
   */
  Map<TopicPartition, Position> stable(Collection<TopicPartition> partitions) {
    ListOffsetsResult stable = list(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    ListOffsetsResult end = list(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, Position> positions = new HashMap<>();
    for (TopicPartition each : partitions) {
      AdminResults.find(stable.partitionResult(each))
          .ifPresent(
              at ->
                  AdminResults.find(end.partitionResult(each))
                      .ifPresent(
                          to -> positions.put(each, new Position(at.offset(), to.offset()))));
    }
    return positions;
  }

  /** The first offset of each partition, or its end offset. */
  Map<TopicPartition, Long> of(Collection<TopicPartition> partitions, OffsetSpec spec) {
    ListOffsetsResult listed = list(partitions, spec, IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(
        each ->
            AdminResults.find(listed.partitionResult(each))
                .ifPresent(found -> offsets.put(each, found.offset())));
    return offsets;
  }

  private ListOffsetsResult list(
      Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
    return admin.listOffsets(
        partitions.stream().collect(Collectors.toMap(Function.identity(), each -> spec)),
        new ListOffsetsOptions(isolation).timeoutMs(PATIENCE_MS));
  }

  /**
   * Partitions whose offset a group cannot fetch, since a transaction has a pending commit of it.
   *
   * @throws org.apache.kafka.common.KafkaException if this user may not see them
   */
  Set<TopicPartition> pending(String group, Collection<TopicPartition> partitions) {
    Set<TopicPartition> pending = new HashSet<>(answered(group, partitions, false));
    try {
      pending.removeAll(answered(group, partitions, true));
    } catch (TimeoutException e) {
      // The request was retried until it timed out: some partition is pending, so all count as
      // such.
      return pending;
    }
    return pending;
  }

  private Set<TopicPartition> answered(
      String group, Collection<TopicPartition> partitions, boolean stable) {
    ListConsumerGroupOffsetsSpec spec =
        new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
    ListConsumerGroupOffsetsOptions options =
        new ListConsumerGroupOffsetsOptions().requireStable(stable).timeoutMs(PATIENCE_MS);
    return AdminResults.get(
            admin
                .listConsumerGroupOffsets(Map.of(group, spec), options)
                .partitionsToOffsetAndMetadata(group))
        .keySet();
  }

  /**
   * The committed offsets of a group.
   *
   * @throws org.apache.kafka.common.KafkaException if this user may not see them
   */
  Map<TopicPartition, Long> committed(String group) {
    ListConsumerGroupOffsetsOptions options =
        new ListConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MS);
    Map<TopicPartition, OffsetAndMetadata> found =
        AdminResults.get(
            admin.listConsumerGroupOffsets(group, options).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> offsets = new HashMap<>();
    found.forEach(
        (partition, offset) -> {
          if (offset != null) {
            offsets.put(partition, offset.offset());
          }
        });
    return offsets;
  }
}
