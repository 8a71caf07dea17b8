package io.surtitle.topology;

import io.surtitle.engine.Operator;
import io.surtitle.engine.Session;
import io.surtitle.engine.Taken;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of one version in memory while they are in use, which saves decoding. The store is the
 * truth: a session that may have been spoilt is to be forgotten, and comes from the store again.
 */
final class LiveSessions<S extends Session> {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSessions.class);

  private final SessionStore store;
  private final Operator<S, ?, ?> operator;
  private final Map<String, S> live;

  /**
   * Sessions of one task.
   *
   * @param most sessions to keep in memory, at least as many as one wave has
   */
  LiveSessions(SessionStore store, Operator<S, ?, ?> operator, int most) {
    this.store = store;
    this.operator = operator;
    this.live = new LeastRecentlyUsed<>(most);
  }

  /** The session of a stream; a fresh one if it has none, or another version's. */
  S get(String stream) {
    S session = live.get(stream);
    if (session == null) {
      byte[] bytes = store.get(stream);
      session = bytes == null ? operator.fresh(Taken.nothing()) : decode(stream, bytes);
      live.put(stream, session);
    }
    return session;
  }

  /** Keeps a session that has taken an input. */
  void put(String stream, S session, byte[] bytes) {
    store.put(stream, bytes);
    live.put(stream, session);
  }

  void forget(String stream) {
    live.remove(stream);
  }

  private S decode(String stream, byte[] bytes) {
    S session = readable(bytes);
    if (session != null) {
      return session;
    }
    LOG.debug("stream {} begins anew: another model or version wrote its session", stream);
    return operator.renew(bytes);
  }

  private @Nullable S readable(byte[] bytes) {
    try {
      return operator.decode(bytes);
    } catch (RuntimeException e) { // whatever bytes may lead to: without a session, all stops
      return null;
    }
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
