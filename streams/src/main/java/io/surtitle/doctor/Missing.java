package io.surtitle.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Inputs before the group's offset that the state lacks: their stream's session has not taken them,
 * and they are not pending either.
 */
final class Missing {
  private final StateView state;
  private final Map<String, Long> from;
  private final Map<String, NavigableSet<Long>> inputs = new TreeMap<>();

  /**
   * Checks the inputs of some streams.
   *
   * @param from for each stream the offset of the first input that could be missing
   */
  Missing(StateView state, Map<String, Long> from) {
    this.state = state;
    this.from = from;
  }

  /** Checks a record of the text topic. */
  void look(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String stream = new String(record.key(), UTF_8);
    Long first = from.get(stream);
    if (first != null
        && record.offset() >= first
        && !state.pending(stream).contains(record.offset())) {
      inputs.computeIfAbsent(stream, any -> new TreeSet<>()).add(record.offset());
    }
  }

  /** The offsets of the missing inputs, by stream. */
  Map<String, NavigableSet<Long>> inputs() {
    return inputs;
  }

  /**
   * Pending inputs after the first missing one of their stream: a session takes inputs in order, so
   * they have to be read again too.
   */
  NavigableSet<Long> behind(String stream) {
    NavigableSet<Long> missing = inputs.get(stream);
    return missing == null
        ? new TreeSet<>()
        : state.pending(stream).tailSet(missing.first(), false);
  }
}
