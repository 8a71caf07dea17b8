package io.surtitle.topology;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.util.NamedThreadFactory;
import io.surtitle.metrics.EngineMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;

/** The health of an application: its meters, its regular checks, and their log messages. */
final class Vitals implements AutoCloseable {
  /** How often to look for new Kafka meters, which come and go with its tasks. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** A state that lasts for longer is reported with its duration. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("surtitle-meters"));
  private final InstantSource clock;
  private final KafkaStreamsMetrics kafka;
  private final RestoreProgress restored;
  private final List<Check> checks;
  private volatile Standing standing;

  private record Standing(State state, long since) {}

  /**
   * Monitors an application that has not started yet.
   *
   * @param sources its source topics
   * @param admin the client that asks the brokers
   * @param group its consumer group
   */
  Vitals(
      KafkaStreams streams,
      Set<String> sources,
      Admin admin,
      String group,
      FailureHandler failures,
      StateDisk disk,
      Progress progress,
      EngineMeters meters,
      InstantSource clock) {
    this.clock = clock;
    standing = new Standing(streams.state(), clock.millis());
    restored = new RestoreProgress(meters);
    streams.setGlobalStateRestoreListener(restored);
    kafka = new KafkaStreamsMetrics(streams, List.of(), looks, LOOK);
    meters.bind(kafka);
    meters.stateDisk(disk::usable);
    ConsumerLag lag = new ConsumerLag(admin, group, () -> assigned(streams, sources), progress);
    progress.watch(() -> lag.records() + meters.pending());
    checks =
        List.of(
            new Check("failures", failures::obstacle),
            new Check("progress", progress::obstacle),
            new Check("state-disk", disk::obstacle));
    look(lag);
    look(new CheckLog(checks));
    look(new CheckLog(List.of(new Check("engine", this::assignment))));
  }

  private void look(Runnable at) {
    var unused = looks.scheduleWithFixedDelay(at, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The partitions of source topics that this process works on. */
  private static Set<TopicPartition> assigned(KafkaStreams streams, Set<String> sources) {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .filter(partition -> sources.contains(partition.topic()))
        .collect(Collectors.toSet());
  }

  /** The conditions for captions to be made, besides that the application runs. */
  List<Check> checks() {
    return checks;
  }

  /** The progress of each changelog that is being restored. */
  Map<TopicPartition, Restoration> restoring() {
    return restored.underWay();
  }

  /** The application's state has changed. */
  void changed(State state) {
    standing = new Standing(state, clock.millis());
  }

  /** The application's state; with its duration, if it has not been running for long. */
  String standing() {
    return assignment().orElseGet(standing.state::name);
  }

  private Optional<String> assignment() {
    Standing now = standing;
    Duration time = Duration.ofMillis(clock.millis() - now.since);
    return now.state == State.RUNNING || time.compareTo(LONG) < 0
        ? Optional.empty()
        : Optional.of(
            "%s for %d s, with %d records of state to restore"
                .formatted(now.state, time.toSeconds(), restored.remaining()));
  }

  @Override
  public void close() {
    kafka.close();
    looks.shutdownNow();
  }
}
