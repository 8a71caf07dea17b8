package io.surtitle.topology;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
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
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers how many records of the text topic wait for this process. Kafka Streams' own
 * figure is that of the last fetch, and none where partitions are still being assigned.
 */
final class ConsumerLag implements Runnable {
  /** How long Kafka may be silent. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLag.class);

  private final Admin admin;
  private final String group;
  private final Supplier<Set<TopicPartition>> assigned;
  private final Progress progress;
  private final InstantSource clock;
  private Map<TopicPartition, Long> taken = Map.of();
  private volatile long records;
  private volatile long answered;

  /**
   * Knows nothing yet.
   *
   * @param group whose offsets count
   * @param assigned partitions that count
   * @param progress is told when records were taken
   */
  ConsumerLag(
      Admin admin,
      String group,
      Supplier<Set<TopicPartition>> assigned,
      Progress progress,
      InstantSource clock) {
    this.admin = admin;
    this.group = group;
    this.assigned = assigned;
    this.progress = progress;
    this.clock = clock;
    this.answered = clock.millis();
  }

  /** How many records waited when the brokers last said. */
  long records() {
    return records;
  }

  @Override
  public void run() {
    try {
      look(assigned.get());
      answered = clock.millis();
    } catch (ExecutionException e) {
      LOG.debug("how many records wait is not known", e);
      if (!(e.getCause() instanceof RetriableException)) {
        answered = clock.millis();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // the application is stopping
      LOG.debug("how many records wait is not asked", e);
    }
  }

  private void look(Set<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
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

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> answer =
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(each -> each, each -> which)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all();
    return answer.get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  /** Why nothing can be done, if Kafka is silent. */
  Optional<String> obstacle() {
    long silent = clock.millis() - answered;
    return silent < PATIENCE.toMillis()
        ? Optional.empty()
        : Optional.of("Kafka has not answered for %d s".formatted(silent / 1000));
  }
}
