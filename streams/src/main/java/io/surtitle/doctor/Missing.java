package io.surtitle.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Inputs that the group has passed and no state knows: neither taken by their stream's session nor
 * waiting for it.
 */
final class Missing {
  private final StateView state;
  private final Map<String, Long> from;
  private final Map<String, NavigableSet<Long>> inputs = new TreeMap<>();

  /**
   * Looks for inputs of some streams.
   *
   * @param from for each the offset of the first input that could be missing
   */
  Missing(StateView state, Map<String, Long> from) {
    this.state = state;
    this.from = from;
  }

  /** A record of the text topic. */
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

  /** Their offsets, by stream. */
  Map<String, NavigableSet<Long>> inputs() {
    return inputs;
  }

  /**
   * Inputs that wait though an earlier one of their stream is missing: a session takes inputs in
   * order, so they have to be read again with it.
   */
  NavigableSet<Long> behind(String stream) {
    NavigableSet<Long> missing = inputs.get(stream);
    return missing == null
        ? new TreeSet<>()
        : state.pending(stream).tailSet(missing.first(), false);
  }
}
