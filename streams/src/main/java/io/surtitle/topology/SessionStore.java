package io.surtitle.topology;

import io.surtitle.engine.SessionHeader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The sessions of one operator on a partition as bytes, whatever bundle wrote them. */
final class SessionStore implements PendingInputs.Progress {
  private final KeyValueStore<Bytes, byte[]> store;

  SessionStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** The session of a stream; null if it has none. */
  byte @Nullable [] get(String stream) {
    return store.get(key(stream));
  }

  void put(String stream, byte[] session) {
    store.put(key(stream), session);
  }

  void delete(String stream) {
    store.delete(key(stream));
  }

  /** Position of the last input that a stream has taken, or -1. */
  long position(String stream) {
    return header(get(stream)).map(header -> header.taken().position()).orElse(-1L);
  }

  @Override
  public boolean hasTaken(String stream, long position) {
    return header(get(stream)).filter(header -> header.taken().position() >= position).isPresent();
  }

  private static Optional<SessionHeader> header(byte @Nullable [] session) {
    return session == null ? Optional.empty() : SessionHeader.find(session);
  }

  /** Tells of every stream the header of its session; empty where a later version wrote that. */
  void each(BiConsumer<String, Optional<SessionHeader>> streams) {
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (!entry.key.equals(Generations.KEY)) {
          String stream = new String(entry.key.get(), StandardCharsets.US_ASCII);
          streams.accept(stream, SessionHeader.find(entry.value));
        }
      }
    }
  }

  private static Bytes key(String stream) {
    return Bytes.wrap(stream.getBytes(StandardCharsets.US_ASCII));
  }
}
