package io.surtitle.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.StreamPosition;
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

/** The state of some streams of one partition, read from its changelogs. */
final class StateView {
  private final Set<String> streams;

  /** By changelog, and then by stream. */
  private final Map<String, Map<String, Long>> taken = new HashMap<>();

  private final Map<String, NavigableSet<Long>> pending = new HashMap<>();

  StateView(Set<String> streams) {
    this.streams = streams;
  }

  /** Adds the next record of a changelog of sessions. */
  void session(ConsumerRecord<byte[], byte[]> record) {
    String stream = new String(record.key(), UTF_8);
    if (streams.contains(stream)) {
      Map<String, Long> sessions = taken.computeIfAbsent(record.topic(), any -> new HashMap<>());
      OptionalLong last = lastTaken(record.value());
      if (last.isPresent()) {
        sessions.put(stream, last.getAsLong());
      } else {
        sessions.remove(stream);
      }
    }
  }

  /** Adds the next record of the pending inputs' changelog. */
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

  /**
   * Offset of the last input that a stream's session has taken; empty if it has no session.
   *
   * @param sessions changelog of the operator's sessions
   */
  OptionalLong taken(String stream, String sessions) {
    Long offset = taken.getOrDefault(sessions, Map.of()).get(stream);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** Offsets of a stream's pending inputs. */
  NavigableSet<Long> pending(String stream) {
    return pending.getOrDefault(stream, new TreeSet<>());
  }

  /** Offset of the last input that an encoded session has taken. */
  static OptionalLong lastTaken(byte @Nullable [] session) {
    try {
      return session == null
          ? OptionalLong.empty()
          : OptionalLong.of(StreamPosition.offset(SessionHeader.read(session).taken().position()));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return OptionalLong.empty();
    }
  }
}
