package io.surtitle.topology;

import io.surtitle.engine.SessionHeader;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The sessions of one operator on a partition as bytes, whatever bundle wrote them: of each stream
 * a snapshot, a journal, or both ({@link SessionKey}).
 */
final class SessionStore implements PendingInputs.Progress {
  private final KeyValueStore<Bytes, byte[]> store;

  SessionStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** The session of a stream, which may be empty. */
  StoredSession get(String stream) {
    return StoredSession.of(
        store.get(SessionKey.snapshot(stream)), store.get(SessionKey.journal(stream)));
  }

  void put(String stream, SessionEntry entry) {
    store.put(
        entry.isSnapshot() ? SessionKey.snapshot(stream) : SessionKey.journal(stream),
        entry.bytes());
  }

  void delete(String stream) {
    for (Bytes key : new Bytes[] {SessionKey.snapshot(stream), SessionKey.journal(stream)}) {
      if (store.get(key) != null) {
        store.delete(key);
      }
    }
  }

  /** Position of the last input that a stream has taken, or -1. */
  long position(String stream) {
    return get(stream).header().map(header -> header.taken().position()).orElse(-1L);
  }

  @Override
  public boolean hasTaken(String stream, long position) {
    return position(stream) >= position;
  }

  /** Tells of every stream the header of its session; empty where a later version wrote that. */
  void each(BiConsumer<String, Optional<SessionHeader>> streams) {
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      String last = "";
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        String stream = SessionKey.stream(entry.key.get());
        if (!entry.key.equals(Generations.KEY) && !stream.equals(last)) {
          streams.accept(stream, get(stream).header());
          last = stream; // its journal is the next entry
        }
      }
    }
  }
}
