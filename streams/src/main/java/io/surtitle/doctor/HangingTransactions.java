package io.surtitle.doctor;

import io.surtitle.kafka.AdminResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds the hanging transactions of an application's topics, as KIP-664 describes them: open in a
 * partition, while the coordinator knows of no open transaction that includes the partition.
 *
 * <p>They arise when a partition has no leader while transactions end, as happens whenever a
 * cluster's only broker stops: the coordinator treats such a partition as deleted and never writes
 * the marker.
 */
final class HangingTransactions {
  /** The time between two scans, so that a transaction that is just ending is not reported. */
  static final Duration PAUSE = Duration.ofSeconds(3);

  /** The coordinator checks for overdue transactions at least this often. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private static final Set<TransactionState> ENDING =
      Set.of(
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  private final Admin admin;
  private final Offsets offsets;
  private final Footprint footprint;

  private final Duration pause;

  HangingTransactions(Admin admin, Footprint footprint) {
    this(admin, footprint, PAUSE);
  }

  HangingTransactions(Admin admin, Footprint footprint, Duration pause) {
    this.admin = admin;
    this.pause = pause;
    this.offsets = new Offsets(admin);
    this.footprint = footprint;
  }

  /**
   * The transactions that two scans a few seconds apart both find, by partition. Partitions that
   * this user may not read are skipped.
   */
  List<HangingTransaction> find() {
    List<HangingTransaction> first = look();
    if (first.isEmpty()) {
      return first;
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    return look().stream().filter(each -> first.stream().anyMatch(each::isSameAs)).toList();
  }

  /** An open transaction in a partition. */
  private record Open(TopicPartition partition, ProducerState producer, long start) {}

  private List<HangingTransaction> look() {
    Map<TopicPartition, Position> held = new HashMap<>(offsets.stable(partitions()));
    held.values().removeIf(position -> !position.isBehind());
    List<Open> open = open(held.keySet());
    Map<Long, String> ids = transactionalIds(open);
    Map<String, TransactionDescription> transactions = describe(ids.values());
    List<HangingTransaction> hanging = new ArrayList<>();
    for (Open each : open) {
      String id = ids.getOrDefault(each.producer.producerId(), "");
      long end = Objects.requireNonNull(held.get(each.partition)).end();
      if (isOfInterest(each.partition, id)) {
        reason(each, Optional.ofNullable(transactions.get(id)))
            .map(reason -> hanging(each, end, id, reason))
            .ifPresent(hanging::add);
      }
    }
    return hanging;
  }

  /** The partitions of the topics, and the internal partition that stores the group's offsets. */
  private Collection<TopicPartition> partitions() {
    Set<String> there = AdminResults.get(admin.listTopics().names());
    List<TopicPartition> ours =
        new ArrayList<>(
            offsets.partitions(there.stream().filter(footprint::has).sorted().toList()));
    int count = offsets.partitions(List.of(Topic.GROUP_METADATA_TOPIC_NAME)).size();
    if (count > 0) {
      int partition = Utils.abs(footprint.application().hashCode()) % count;
      ours.add(new TopicPartition(Topic.GROUP_METADATA_TOPIC_NAME, partition));
    }
    return ours;
  }

  /** Transactions of other groups' offsets are ignored. */
  private boolean isOfInterest(TopicPartition partition, String transactionalId) {
    return footprint.has(partition.topic()) || footprint.isOurs(transactionalId);
  }

  private List<Open> open(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return List.of();
    }
    DescribeProducersResult described = admin.describeProducers(partitions);
    return partitions.stream()
        .sorted((left, right) -> left.toString().compareTo(right.toString()))
        .flatMap(
            each ->
                AdminResults.find(described.partitionResult(each)).stream()
                    .flatMap(state -> state.activeProducers().stream())
                    .flatMap(state -> open(each, state)))
        .toList();
  }

  private static Stream<Open> open(TopicPartition partition, ProducerState producer) {
    return producer.currentTransactionStartOffset().stream()
        .mapToObj(start -> new Open(partition, producer, start));
  }

  private Map<Long, String> transactionalIds(List<Open> open) {
    if (open.isEmpty()) {
      return Map.of();
    }
    Set<Long> producers =
        open.stream().map(each -> each.producer.producerId()).collect(Collectors.toSet());
    Collection<TransactionListing> listed =
        AdminResults.get(
            admin
                .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
                .all());
    return listed.stream()
        .collect(
            Collectors.toMap(
                TransactionListing::producerId,
                TransactionListing::transactionalId,
                (left, right) -> left));
  }

  private Map<String, TransactionDescription> describe(Collection<String> ids) {
    Map<String, TransactionDescription> described = new TreeMap<>();
    if (!ids.isEmpty()) {
      var result = admin.describeTransactions(ids);
      ids.forEach(
          id -> AdminResults.find(result.description(id)).ifPresent(it -> described.put(id, it)));
    }
    return described;
  }

  /** Why the coordinator will not end it there; empty if it still may. */
  private static Optional<String> reason(Open open, Optional<TransactionDescription> known) {
    if (known.isEmpty()) {
      return Optional.of("no coordinator knows it");
    }
    TransactionDescription it = known.get();
    if (it.state() != TransactionState.ONGOING && !ENDING.contains(it.state())) {
      return Optional.of("its coordinator reports it as " + it.state());
    }
    if (!it.topicPartitions().contains(open.partition)) {
      return Optional.of("its coordinator's transaction does not include this partition");
    }
    boolean overdue =
        it.state() == TransactionState.ONGOING
            && Instant.ofEpochMilli(it.transactionStartTimeMs().orElse(Long.MAX_VALUE / 2))
                .plusMillis(it.transactionTimeoutMs())
                .plus(GRACE)
                .isBefore(Instant.now());
    return overdue ? Optional.of("it is older than its transaction.timeout.ms") : Optional.empty();
  }

  private static HangingTransaction hanging(Open open, long end, String id, String reason) {
    ProducerState producer = open.producer;
    return new HangingTransaction(
        open.partition,
        open.start,
        end,
        producer.producerId(),
        (short) producer.producerEpoch(),
        Math.max(0, producer.coordinatorEpoch().orElse(0)),
        Instant.ofEpochMilli(producer.lastTimestamp()),
        id,
        reason);
  }
}
