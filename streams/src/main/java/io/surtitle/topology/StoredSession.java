package io.surtitle.topology;

import io.surtitle.engine.Journal;
import io.surtitle.engine.SessionHeader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a store has of one session.
 *
 * @param snapshot the last snapshot, or null
 * @param journal what the session has taken since; null if the snapshot is newer
 */
public record StoredSession(byte @Nullable [] snapshot, byte @Nullable [] journal) {
  /**
   * A session from the entries of its two keys.
   *
   * @param journal left out where it follows an earlier snapshot
   */
  public static StoredSession of(byte @Nullable [] snapshot, byte @Nullable [] journal) {
    boolean follows = journal != null && Journal.follows(journal, Journal.checksum(snapshot));
    return new StoredSession(snapshot, follows ? journal : null);
  }

  /** Its newest bytes, whether a snapshot or a journal; null if there are none. */
  public byte @Nullable [] newest() {
    return journal == null ? snapshot : journal;
  }

  /** The header of its newest bytes; empty if there are none, or a later version wrote them. */
  public Optional<SessionHeader> header() {
    byte[] newest = newest();
    return newest == null ? Optional.empty() : SessionHeader.find(newest);
  }
}
