package io.surtitle.doctor;

import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.StreamPosition;
import io.surtitle.topology.PendingKey;
import io.surtitle.topology.SessionKey;
import io.surtitle.topology.StoredSession;
import java.nio.BufferUnderflowException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The state of some streams of one partition, read from its changelogs. */
final class StateView {
  private final Set<String> streams;

  /** By changelog, and then by key. */
  private final Map<String, Map<Bytes, byte[]>> sessions = new HashMap<>();

  private final Map<String, NavigableSet<Long>> pending = new HashMap<>();

  StateView(Set<String> streams) {
    this.streams = streams;
  }

  /** Adds the next record of a changelog of sessions. */
  void session(ConsumerRecord<byte[], byte[]> record) {
    if (streams.contains(SessionKey.stream(record.key()))) {
      Map<Bytes, byte[]> entries = sessions.computeIfAbsent(record.topic(), any -> new HashMap<>());
      if (record.value() == null) {
        entries.remove(Bytes.wrap(record.key()));
      } else {
        entries.put(Bytes.wrap(record.key()), record.value());
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
   * @param changelog of the operator's sessions
   */
  OptionalLong taken(String stream, String changelog) {
    Map<Bytes, byte[]> entries = sessions.getOrDefault(changelog, Map.of());
    StoredSession session =
        StoredSession.of(
            entries.get(SessionKey.snapshot(stream)), entries.get(SessionKey.journal(stream)));
    return lastTaken(session.newest());
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
