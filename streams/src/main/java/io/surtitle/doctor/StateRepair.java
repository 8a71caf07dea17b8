package io.surtitle.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.topology.PendingKey;
import java.util.ArrayList;
import java.util.HashMap;
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
 * Brings the group's offset back to the first input that the state of a partition lacks. A session
 * is a function of the inputs it has taken: one whose latest state was lost goes on from the one
 * before, and makes the same captions under the same ids. Sessions that have taken an input already
 * pass over it.
 *
 * <p>No engine may run meanwhile.
 */
final class StateRepair {
  private final Admin admin;
  private final Offsets offsets;
  private final Footprint footprint;
  private final Records committed;
  private final Producer<byte[], byte[]> producer;

  StateRepair(
      Admin admin, Footprint footprint, Records committed, Producer<byte[], byte[]> producer) {
    this.admin = admin;
    this.offsets = new Offsets(admin);
    this.footprint = footprint;
    this.committed = committed;
    this.producer = producer;
  }

  /**
   * Repairs one partition.
   *
   * @param number of the partition
   * @param lost records of its changelogs
   * @return what was done, for a person
   */
  List<String> of(int number, List<ConsumerRecord<byte[], byte[]>> lost) {
    TopicPartition text = new TopicPartition(footprint.topics().text(), number);
    Long passed = offsets.committed(footprint.application()).get(text);
    if (passed == null) {
      return List.of(text + ": the group has committed nothing, so all of it is read again");
    }
    Set<String> streams = new TreeSet<>();
    lost.forEach(record -> streams.add(Hidden.stream(footprint, record.topic(), record.key())));
    StateView state = state(number, streams);
    Map<String, Long> from = from(state, streams, lost);
    long first = from.values().stream().mapToLong(Long::longValue).min().orElse(passed);
    long begin = offsets.of(List.of(text), OffsetSpec.earliest()).getOrDefault(text, first);
    Missing missing = new Missing(state, from);
    committed.each(text, Math.max(begin, Math.min(first, passed)), passed, missing::look);
    List<String> lines = new ArrayList<>();
    if (first < begin) {
      lines.add(
          "%s: inputs at offsets %d to %d are no longer in the topic; what they said of %s is lost"
              .formatted(text, first, begin - 1, Hidden.named(new TreeSet<>(from.keySet()))));
    }
    lines.add(rewind(text, passed, missing));
    return lines;
  }

  private StateView state(int number, Set<String> streams) {
    StateView state = new StateView(streams);
    readAll(new TopicPartition(footprint.sessions(), number), state::session);
    readAll(new TopicPartition(footprint.pending(), number), state::input);
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

  /** Where each stream's inputs may be missing: behind its session, or else in what was lost. */
  private Map<String, Long> from(
      StateView state, Set<String> streams, List<ConsumerRecord<byte[], byte[]>> lost) {
    Map<String, Long> from = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : lost) {
      if (record.topic().equals(footprint.pending())) {
        PendingKey key = PendingKey.of(record.key());
        from.merge(key.stream(), key.offset(), Math::min);
      } else {
        StateView.lastTaken(record.value())
            .ifPresent(last -> from.merge(new String(record.key(), UTF_8), last, Math::min));
      }
    }
    streams.forEach(stream -> state.taken(stream).ifPresent(last -> from.put(stream, last + 1)));
    return from;
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
            producer.send(new ProducerRecord<>(footprint.pending(), text.partition(), key, null));
      }
    }
    producer.flush();
    Answers.get(
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
