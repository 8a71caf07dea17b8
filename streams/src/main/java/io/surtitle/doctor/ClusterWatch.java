package io.surtitle.doctor;

import io.surtitle.doctor.StandStill.Stuck;
import io.surtitle.doctor.Subject.State;
import io.surtitle.metrics.EngineMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects from samples of the cluster whether anything that a running engine needs is stuck. The
 * caller takes the samples, so this class has neither threads nor clients. Readers may be on any
 * thread.
 */
final class ClusterWatch {
  /** Nothing healthy is stuck for so long: a dead process's transaction ends within 20 s. */
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
  private static final String REMEDY =
      "run 'surtitle doctor' to see whether a transaction hangs and to end it";

  private final InstantSource clock;
  private final Supplier<Map<TopicPartition, Position>> restoring;
  private final StandStill standStill = new StandStill(PATIENCE);
  private final Set<Subject> known = new HashSet<>();
  private volatile List<Stuck> stuck = List.of();
  private volatile Instant answered;

  /**
   * Starts watching.
   *
   * @param restoring the progress of each changelog that is being restored
   * @param meters to which it adds the number of stuck partitions
   */
  ClusterWatch(
      InstantSource clock, Supplier<Map<TopicPartition, Position>> restoring, EngineMeters meters) {
    this.clock = clock;
    this.restoring = restoring;
    this.answered = clock.instant();
    for (State state : State.values()) {
      meters.stuckPartitions(state.tag(), () -> count(state));
    }
  }

  private long count(State state) {
    return stuck.stream().filter(each -> each.subject().state() == state).count();
  }

  /** Adds a sample of the cluster, together with the progress of restoration. */
  void take(Map<Subject, Position> sample) {
    answered = clock.instant();
    Map<Subject, Position> all = new HashMap<>(sample);
    restoring.get().forEach((each, at) -> all.put(new Subject(State.RESTORE, each), at));
    tell(standStill.take(all, answered));
  }

  /** No broker answered: once one does, everything must be watched for the whole time again. */
  void missed() {
    standStill.take(Map.of(), clock.instant());
  }

  private void tell(List<Stuck> now) {
    List<Subject> subjects = now.stream().map(Stuck::subject).toList();
    for (Stuck each : now) {
      if (known.add(each.subject())) {
        LOG.error("{}; {}", sentence(each), REMEDY);
      }
    }
    for (Subject moved : List.copyOf(known)) {
      if (!subjects.contains(moved)) {
        known.remove(moved);
        LOG.info("{} makes progress again ({})", moved.partition(), moved.state().tag());
      }
    }
    stuck = now;
  }

  /** Why there is no progress; empty if there is. */
  Optional<String> trouble() {
    Duration silence = Duration.between(answered, clock.instant());
    if (silence.compareTo(PATIENCE) >= 0) {
      return Optional.of("Kafka has not answered for %d s".formatted(silence.toSeconds()));
    }
    List<Stuck> now = stuck;
    if (now.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>(List.of(sentence(now.get(0))));
    if (now.size() > 1) {
      parts.add("and %d more".formatted(now.size() - 1));
    }
    parts.add(REMEDY);
    return Optional.of(String.join("; ", parts));
  }

  private static String sentence(Stuck it) {
    TopicPartition partition = it.subject().partition();
    long seconds = it.time().toSeconds();
    return switch (it.subject().state()) {
      case TRANSACTION ->
          "%s: committed records have ended at offset %d for %d s, though the partition ends at %d: a transaction stays open"
              .formatted(partition, it.position().at(), seconds, it.position().end());
      case RESTORE ->
          "%s: restoration has been stuck at offset %d of %d for %d s"
              .formatted(partition, it.position().at(), it.position().end(), seconds);
      case OFFSETS ->
          "%s: a commit of the group's offset has been pending for %d s: a transaction stays open"
              .formatted(partition, seconds);
    };
  }
}
