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

/** How an application is: its meters, what is checked every so often, and what the log says. */
final class Vitals implements AutoCloseable {
  /** Kafka's meters come and go with its tasks; so often it is looked for new ones. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** A state that lasts for longer is told with the time that it has lasted. */
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
   * Begins to look after an application that has not started yet.
   *
   * @param text its source topic
   * @param admin asks the brokers
   * @param group its consumer group
   */
  Vitals(
      KafkaStreams streams,
      String text,
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
    ConsumerLag lag = new ConsumerLag(admin, group, () -> assigned(streams, text), progress, clock);
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

  /** The partitions of the source topic that this process works on. */
  private static Set<TopicPartition> assigned(KafkaStreams streams, String text) {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .filter(partition -> partition.topic().equals(text))
        .collect(Collectors.toSet());
  }

  /** What has to be so for captions to be made, beside that the application runs. */
  List<Check> checks() {
    return checks;
  }

  /** How far each changelog is restored that is being restored now. */
  Map<TopicPartition, Restoration> restoring() {
    return restored.underWay();
  }

  /** The application's state has changed. */
  void changed(State state) {
    standing = new Standing(state, clock.millis());
  }

  /** The application's state in words; where it has not run for long, for how long. */
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
