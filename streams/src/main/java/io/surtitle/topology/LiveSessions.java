package io.surtitle.topology;

import io.surtitle.session.Interpreter;
import io.surtitle.session.Session;
import io.surtitle.session.SessionCodec;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in their store, and those in use in memory too, which saves decoding. The store is the
 * truth: a session that may have been spoilt is to be forgotten, and comes from the store again.
 */
final class LiveSessions {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSessions.class);

  private final KeyValueStore<Bytes, byte[]> store;
  private final Interpreter interpreter;
  private final SessionCodec codec;
  private final Map<String, Session> live;

  /**
   * Sessions of one task.
   *
   * @param most sessions to keep in memory, at least as many as one wave has
   */
  LiveSessions(KeyValueStore<Bytes, byte[]> store, Interpreter interpreter, int most) {
    this.store = store;
    this.interpreter = interpreter;
    this.codec = new SessionCodec(interpreter.layout());
    this.live = new LeastRecentlyUsed<>(most);
  }

  /** The session of a stream; a fresh one if it has none that this model can go on with. */
  Session get(String stream) {
    Session session = live.get(stream);
    if (session == null) {
      byte[] bytes = store.get(key(stream));
      session = bytes == null ? interpreter.fresh(-1, -1) : decode(stream, bytes);
      live.put(stream, session);
    }
    return session;
  }

  byte[] encode(Session session) {
    return codec.encode(session);
  }

  /** Keeps a session that has taken an input. */
  void put(String stream, Session session, byte[] bytes) {
    store.put(key(stream), bytes);
    live.put(stream, session);
  }

  void forget(String stream) {
    live.remove(stream);
  }

  /** Removes a session for good. */
  void close(String stream) {
    store.delete(key(stream));
    live.remove(stream);
  }

  /**
   * Tells of every stream whether its last caption is not final yet. The store has one key more.
   */
  void each(BiConsumer<String, Boolean> streams) {
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (entry.key.equals(Generations.KEY)) {
          continue;
        }
        String stream = new String(entry.key.get(), StandardCharsets.US_ASCII);
        streams.accept(stream, codec.speaking(entry.value));
      }
    }
  }

  private Session decode(String stream, byte[] bytes) {
    Session session = readable(bytes);
    if (session != null) {
      return session;
    }
    LOG.warn("stream {} begins anew: another model or version wrote its session", stream);
    try {
      return interpreter.fresh(SessionCodec.lastTaken(bytes));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return interpreter.fresh(-1, -1);
    }
  }

  private @Nullable Session readable(byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (RuntimeException e) { // whatever bytes may lead to: without a session, all stops
      return null;
    }
  }

  private static Bytes key(String stream) {
    return Bytes.wrap(stream.getBytes(StandardCharsets.US_ASCII));
  }

  private static final class LeastRecentlyUsed<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    LeastRecentlyUsed(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
