package io.surtitle.doctor;

import io.surtitle.doctor.Subject.State;
import io.surtitle.kafka.AdminResults;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** Samples everything that might be stuck. */
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
   * The positions of the application's topics and its group.
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
    Set<String> there = AdminResults.get(admin.listTopics().names());
    return offsets.partitions(there.stream().filter(footprint::has).toList());
  }

  private Set<TopicPartition> pendingCommits() {
    try {
      return offsets.pending(footprint.application(), offsets.partitions(footprint.inputs()));
    } catch (AuthorizationException e) {
      return Set.of();
    }
  }
}
