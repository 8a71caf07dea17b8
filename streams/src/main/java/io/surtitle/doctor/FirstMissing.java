package io.surtitle.doctor;

import io.surtitle.engine.StreamPosition;
import io.surtitle.topology.PendingKey;
import io.surtitle.topology.SessionKey;
import io.surtitle.topology.SourceState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where inputs may begin that the state lacks. Of each stream it is where the operator that has
 * come least far goes on: an input counts as taken when every operator has taken it.
 */
final class FirstMissing {
  private final SourceState source;
  private final StateView state;
  private final List<ConsumerRecord<byte[], byte[]>> lost;

  /**
   * Of a partition.
   *
   * @param lost the lost records of its changelogs
   */
  FirstMissing(SourceState source, StateView state, List<ConsumerRecord<byte[], byte[]>> lost) {
    this.source = source;
    this.state = state;
    this.lost = lost;
  }

  /** For each stream the first offset that may be missing; none where nothing tells. */
  Map<String, Long> of(Set<String> streams) {
    Map<String, Long> from = new HashMap<>();
    for (String stream : streams) {
      for (String sessions : source.sessions()) {
        of(stream, sessions).ifPresent(offset -> from.merge(stream, offset, Math::min));
      }
    }
    return from;
  }

  /** After the operator's session, or else among the lost records. */
  private OptionalLong of(String stream, String sessions) {
    OptionalLong taken = state.taken(stream, sessions);
    return taken.isPresent()
        ? OptionalLong.of(taken.getAsLong() + 1)
        : lost.stream().flatMapToLong(record -> offset(record, stream, sessions)).min();
  }

  private LongStream offset(ConsumerRecord<byte[], byte[]> record, String stream, String sessions) {
    if (record.topic().equals(source.pending())) {
      PendingKey key = PendingKey.of(record.key());
      return key.stream().equals(stream)
          ? LongStream.of(StreamPosition.offset(key.offset()))
          : LongStream.empty();
    }
    return record.topic().equals(sessions) && SessionKey.stream(record.key()).equals(stream)
        ? StateView.lastTaken(record.value()).stream()
        : LongStream.empty();
  }
}
