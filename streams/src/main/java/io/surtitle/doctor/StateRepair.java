package io.surtitle.doctor;

import io.surtitle.kafka.AdminResults;
import io.surtitle.topology.PendingKey;
import io.surtitle.topology.SourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Moves the group's offset back to the first input that the state of a source's partition lacks: an
 * input that some operator has not taken and that does not wait for it. A session is a function of
 * the inputs it has taken: one whose latest state was lost continues from the previous state, and
 * makes the same outputs with the same ids. Sessions that have already taken an input skip it.
 *
 * <p>No engine may run during the repair.
 */
final class StateRepair {
  private final Admin admin;
  private final Offsets offsets;
  private final Footprint footprint;
  private final SourceState source;
  private final Records committed;
  private final Producer<byte[], byte[]> producer;

  StateRepair(
      Admin admin,
      Footprint footprint,
      SourceState source,
      Records committed,
      Producer<byte[], byte[]> producer) {
    this.admin = admin;
    this.offsets = new Offsets(admin);
    this.footprint = footprint;
    this.source = source;
    this.committed = committed;
    this.producer = producer;
  }

  /**
   * Repairs one partition.
   *
   * @param number the partition's number
   * @param lost the lost records of its changelogs
   * @return a description of what was done
   */
  List<String> of(int number, List<ConsumerRecord<byte[], byte[]>> lost) {
    TopicPartition text = new TopicPartition(source.topic(), number);
    Long passed = offsets.committed(footprint.application()).get(text);
    if (passed == null) {
      return List.of(
          text + ": the group has committed no offset, so the whole partition is read again");
    }
    Set<String> streams = new TreeSet<>();
    lost.forEach(record -> streams.add(Hidden.stream(footprint, record.topic(), record.key())));
    StateView state = state(number, streams);
    Map<String, Long> from = new FirstMissing(source, state, lost).of(streams);
    long first = from.values().stream().mapToLong(Long::longValue).min().orElse(passed);
    long begin = offsets.of(List.of(text), OffsetSpec.earliest()).getOrDefault(text, first);
    Missing missing = new Missing(state, from);
    committed.each(text, Math.max(begin, Math.min(first, passed)), passed, missing::look);
    List<String> lines = new ArrayList<>();
    if (first < begin) {
      lines.add(
          "%s: inputs at offsets %d to %d are no longer in the topic and are lost; streams: %s"
              .formatted(text, first, begin - 1, Hidden.named(new TreeSet<>(from.keySet()))));
    }
    lines.add(rewind(text, passed, missing));
    return lines;
  }

  private StateView state(int number, Set<String> streams) {
    StateView state = new StateView(streams);
    for (String sessions : source.sessions()) {
      readAll(new TopicPartition(sessions, number), state::session);
    }
    readAll(new TopicPartition(source.pending(), number), state::input);
    return state;
  }

  private void readAll(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> take) {
    Position stable = offsets.stable(List.of(partition)).get(partition);
    if (stable != null) {
      long begin =
          offsets.of(List.of(partition), OffsetSpec.earliest()).getOrDefault(partition, 0L);
      committed.each(partition, begin, stable.at(), take);
    }
  }

  private String rewind(TopicPartition text, long passed, Missing missing) {
    if (missing.inputs().isEmpty()) {
      return text + ": the state lacks no input; nothing is read again";
    }
    long first =
        missing.inputs().values().stream().mapToLong(each -> each.first()).min().orElse(passed);
    for (String stream : missing.inputs().keySet()) {
      for (long offset : missing.behind(stream)) {
        byte[] key = new PendingKey(stream, offset).bytes();
        var unused =
            producer.send(new ProducerRecord<>(source.pending(), text.partition(), key, null));
      }
    }
    producer.flush();
    AdminResults.get(
        admin
            .alterConsumerGroupOffsets(
                footprint.application(), Map.of(text, new OffsetAndMetadata(first)))
            .all());
    int count = missing.inputs().values().stream().mapToInt(Set::size).sum();
    return "%s: %d inputs are read again, from offset %d (the group was at %d); streams: %s"
        .formatted(
            text, count, first, passed, Hidden.named(new TreeSet<>(missing.inputs().keySet())));
  }
}
