package io.surtitle.topology;

import io.surtitle.engine.Journal;
import io.surtitle.engine.Operator;
import io.surtitle.engine.Session;
import io.surtitle.engine.Taken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
  private final TaskMeters meters;
  private final Map<String, Live<S>> live;

  /**
   * Sessions of one task.
   *
   * @param most sessions to keep in memory, at least as many as one wave has
   */
  LiveSessions(SessionStore store, Operator<S, ?, ?> operator, TaskMeters meters, int most) {
    this.store = store;
    this.operator = operator;
    this.meters = meters;
    this.live = new LeastRecentlyUsed<>(most);
  }

  /**
   * A session in memory.
   *
   * @param checksum of its snapshot in the store; null if a journal cannot follow that
   */
  private record Live<S>(S session, @Nullable Integer checksum) {}

  /** The session of a stream; a fresh one if it has none, or another version's. */
  S get(String stream) {
    Live<S> known = live.get(stream);
    if (known == null) {
      known = load(stream);
      live.put(stream, known);
    }
    return known.session();
  }

  /**
   * Encodes a session for the store: a journal if one can follow its snapshot there, or else a
   * snapshot.
   */
  SessionEntry encode(String stream, S session) {
    Live<S> known = live.get(stream);
    if (known != null && known.session() == session && known.checksum() != null) {
      byte[] journal = operator.journal(session, known.checksum());
      if (journal != null) {
        return SessionEntry.journal(journal, known.checksum());
      }
    }
    return SessionEntry.snapshot(operator.encode(session));
  }

  /** Keeps a session that has taken an input. */
  void put(String stream, S session, SessionEntry entry) {
    store.put(stream, entry);
    live.put(stream, new Live<>(session, entry.checksum()));
    if (entry.isSnapshot()) {
      session.snapshotTaken();
    }
  }

  void forget(String stream) {
    live.remove(stream);
  }

  private Live<S> load(String stream) {
    StoredSession stored = store.get(stream);
    byte[] newest = stored.newest();
    S session = newest == null ? operator.fresh(Taken.nothing()) : decode(stored);
    if (session != null) {
      int rows = session.rowsToRebuild();
      if (rows > 0) {
        meters.rebuilding(rows);
      }
      return new Live<>(session, Journal.checksum(stored.snapshot()));
    }
    LOG.debug("stream {} begins anew: another model or version wrote its session", stream);
    return new Live<>(operator.renew(Objects.requireNonNull(newest)), null);
  }

  private @Nullable S decode(StoredSession stored) {
    byte[] snapshot = stored.snapshot();
    byte[] journal = stored.journal();
    try {
      return journal == null
          ? operator.decode(Objects.requireNonNull(snapshot))
          : operator.decode(snapshot, journal);
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
