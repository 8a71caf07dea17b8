package io.surtitle.doctor;

import io.surtitle.kafka.AdminResults;
import io.surtitle.topology.SourceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Ends hanging transactions and repairs the consequences: an ABORT marker for a transaction that
 * was committed in other partitions removes captions that would not be made again, and state whose
 * inputs are already consumed.
 */
public final class Repair {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MS = 200;

  private final Admin admin;
  private final Map<String, String> kafka;
  private final Footprint footprint;
  private final Offsets offsets;
  private final HangingTransactions transactions;

  /**
   * A repair of an application's topics and group.
   *
   * @param kafka properties of the clients
   */
  public Repair(Admin admin, Map<String, String> kafka, Footprint footprint) {
    this(admin, kafka, footprint, HangingTransactions.PAUSE);
  }

  Repair(Admin admin, Map<String, String> kafka, Footprint footprint, Duration pause) {
    this.admin = admin;
    this.kafka = kafka;
    this.footprint = footprint;
    this.offsets = new Offsets(admin);
    this.transactions = new HangingTransactions(admin, footprint, pause);
  }

  /** The hanging transactions in the application's topics. */
  public List<HangingTransaction> hanging() {
    return transactions.find();
  }

  /** The state of the application's group if it has members; empty if no engine runs. */
  public Optional<String> runs() {
    return AdminResults.get(admin.listGroups().all()).stream()
        .filter(group -> group.groupId().equals(footprint.application()))
        .map(GroupListing::groupState)
        .flatMap(Optional::stream)
        .filter(state -> state != GroupState.EMPTY && state != GroupState.DEAD)
        .map(GroupState::toString)
        .findAny();
  }

  /** Describes what ending each transaction would mean, for a person to decide. */
  public List<String> preview(List<HangingTransaction> hanging) {
    try (Records all = new Records(kafka, IsolationLevel.READ_UNCOMMITTED)) {
      return hanging.stream()
          .flatMap(each -> Hidden.of(each, footprint, all).lines(footprint).stream())
          .toList();
    }
  }

  /**
   * Ends the transactions and repairs the consequences.
   *
   * @param say receives a line for each action
   */
  public void abort(List<HangingTransaction> hanging, Consumer<String> say) {
    for (HangingTransaction each : hanging) {
      AdminResults.get(
          admin
              .abortTransaction(
                  new AbortTransactionSpec(
                      each.partition(),
                      each.producerId(),
                      each.producerEpoch(),
                      each.coordinatorEpoch()))
              .all());
      say.accept("%s: aborted (producer %d)".formatted(each.partition(), each.producerId()));
    }
    SortedMap<String, Stretch> stretches = stretches(hanging);
    stretches.values().forEach(this::awaitReadable);
    repair(stretches, say);
  }

  /** The range of a partition's offsets that contains hanging transactions. */
  private record Stretch(TopicPartition partition, long from, long to) {
    Stretch and(Stretch other) {
      return new Stretch(partition, Math.min(from, other.from), Math.max(to, other.to));
    }
  }

  private static SortedMap<String, Stretch> stretches(List<HangingTransaction> hanging) {
    SortedMap<String, Stretch> stretches = new TreeMap<>();
    hanging.stream()
        .filter(each -> !each.partition().topic().equals(Topic.GROUP_METADATA_TOPIC_NAME))
        .map(each -> new Stretch(each.partition(), each.start(), each.end()))
        .forEach(each -> stretches.merge(each.partition().toString(), each, Stretch::and));
    return stretches;
  }

  private void awaitReadable(Stretch stretch) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Position stable = offsets.stable(List.of(stretch.partition)).get(stretch.partition);
      if (stable != null && stable.at() >= stretch.to) {
        return;
      }
      try {
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
    throw new TimeoutException(
        stretch.partition + ": another transaction is open; wait a minute and try again");
  }

  private void repair(SortedMap<String, Stretch> stretches, Consumer<String> say) {
    try (Records committed = new Records(kafka, IsolationLevel.READ_COMMITTED);
        Records all = new Records(kafka, IsolationLevel.READ_UNCOMMITTED);
        Producer<byte[], byte[]> producer = producer()) {
      Resending resending = new Resending(footprint, committed, producer);
      List<ConsumerRecord<byte[], byte[]>> state = new ArrayList<>();
      for (Stretch each : stretches.values()) {
        List<ConsumerRecord<byte[], byte[]>> lost =
            new Lost(committed, all).in(each.partition, each.from, each.to);
        String topic = each.partition.topic();
        if (footprint.isChangelog(topic)) {
          state.addAll(lost);
        } else if (footprint.isOutput(topic)) {
          say.accept(resending.of(each.partition, lost, each.to));
        } else {
          lost.forEach(record -> say.accept(producers(record)));
        }
      }
      for (SourceState source : footprint.sources()) {
        StateRepair repair = new StateRepair(admin, footprint, source, committed, producer);
        byPartition(source, state).forEach((at, lost) -> repair.of(at, lost).forEach(say));
      }
    }
  }

  /** The records of a source's changelogs; those of operators that are gone count no more. */
  private static SortedMap<Integer, List<ConsumerRecord<byte[], byte[]>>> byPartition(
      SourceState source, List<ConsumerRecord<byte[], byte[]>> lost) {
    return lost.stream()
        .filter(record -> source.changelogs().contains(record.topic()))
        .collect(
            Collectors.groupingBy(ConsumerRecord::partition, TreeMap::new, Collectors.toList()));
  }

  private String producers(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d offset %d of stream %s was lost: its producer has to send it again"
        .formatted(
            record.topic(),
            record.partition(),
            record.offset(),
            record.key() == null
                ? "(none)"
                : Hidden.stream(footprint, record.topic(), record.key()));
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
