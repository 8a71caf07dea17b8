package io.surtitle.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.session.SessionCodec;
import io.surtitle.session.StreamPosition;
import io.surtitle.topology.PendingKey;
import java.nio.BufferUnderflowException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The state of some streams of one partition, as its changelogs say. */
final class StateView {
  private final Set<String> streams;
  private final Map<String, Long> taken = new HashMap<>();
  private final Map<String, NavigableSet<Long>> pending = new HashMap<>();

  StateView(Set<String> streams) {
    this.streams = streams;
  }

  /** A record of the sessions' changelog, in order. */
  void session(ConsumerRecord<byte[], byte[]> record) {
    String stream = new String(record.key(), UTF_8);
    if (streams.contains(stream)) {
      OptionalLong last = lastTaken(record.value());
      if (last.isPresent()) {
        taken.put(stream, last.getAsLong());
      } else {
        taken.remove(stream);
      }
    }
  }

  /** A record of the pending inputs' changelog, in order. */
  void input(ConsumerRecord<byte[], byte[]> record) {
    PendingKey key = PendingKey.of(record.key());
    if (streams.contains(key.stream())) {
      NavigableSet<Long> waiting = pending.computeIfAbsent(key.stream(), any -> new TreeSet<>());
      if (record.value() == null) {
        waiting.remove(StreamPosition.offset(key.offset()));
      } else {
        waiting.add(StreamPosition.offset(key.offset()));
      }
    }
  }

  /** Offset of the last input that a stream's session has taken; empty if it has no session. */
  OptionalLong taken(String stream) {
    Long offset = taken.get(stream);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** Offsets of a stream's inputs that wait. */
  NavigableSet<Long> pending(String stream) {
    return pending.getOrDefault(stream, new TreeSet<>());
  }

  /** Offset of the last input that the session of some bytes has taken. */
  static OptionalLong lastTaken(byte @Nullable [] session) {
    try {
      return session == null
          ? OptionalLong.empty()
          : OptionalLong.of(StreamPosition.offset(SessionCodec.lastTaken(session).position()));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return OptionalLong.empty();
    }
  }
}
