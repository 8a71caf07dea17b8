package io.surtitle.doctor;

import io.surtitle.doctor.Subject.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** Asks where all is that might stand still. */
final class Sampler {
  private static final Position PENDING = new Position(0, 1);

  private final Admin admin;
  private final Offsets offsets;
  private final Footprint footprint;

  Sampler(Admin admin, Footprint footprint) {
    this.admin = admin;
    this.offsets = new Offsets(admin);
    this.footprint = footprint;
  }

  /**
   * Where the application's topics and its group are.
   *
   * @throws KafkaException if no broker answers
   */
  Map<Subject, Position> sample() {
    Map<Subject, Position> sample = new HashMap<>();
    offsets
        .stable(partitions())
        .forEach(
            (partition, position) ->
                sample.put(new Subject(State.TRANSACTION, partition), position));
    for (TopicPartition pending : pendingCommits()) {
      sample.put(new Subject(State.OFFSETS, pending), PENDING);
    }
    return sample;
  }

  private Collection<TopicPartition> partitions() {
    Set<String> there = Answers.get(admin.listTopics().names());
    return offsets.partitions(there.stream().filter(footprint::has).toList());
  }

  private Set<TopicPartition> pendingCommits() {
    try {
      return offsets.pending(
          footprint.application(), offsets.partitions(List.of(footprint.topics().text())));
    } catch (AuthorizationException e) {
      return Set.of();
    }
  }
}
