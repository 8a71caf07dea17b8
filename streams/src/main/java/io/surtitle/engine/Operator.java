package io.surtitle.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle computes from the inputs of streams: a stateful function {@code (state', y) =
 * f(state, x)}, whose steps run together for many sessions. Immutable, so any thread may use it.
 *
 * @param <S> its session of a stream
 * @param <X> the content of an input
 * @param <Y> its output
 */
public interface Operator<S extends Session, X, Y> {
  /** The fingerprint of its bundle, which is stored in its sessions. */
  long fingerprint();

  /** A session without state, which skips inputs that were already taken. */
  S fresh(Taken taken);

  /**
   * Encodes a session between two inputs, a snapshot of all that it keeps; its bytes begin with a
   * {@link SessionHeader}.
   */
  byte[] encode(S session);

  /**
   * Decodes a snapshot.
   *
   * @return null if another bundle or a later version wrote the bytes
   */
  @Nullable S decode(byte[] snapshot);

  /**
   * Encodes what {@link #decode(byte[], byte[])} needs beside the session's last snapshot: without
   * the states that waves can rebuild.
   *
   * @param checksum of that snapshot: {@link Journal#checksum}
   * @return a {@link Journal}; null if a snapshot is due, as it always is where states are small
   */
  default byte @Nullable [] journal(S session, int checksum) {
    return null;
  }

  /**
   * Decodes a session from its last snapshot and the journal that follows it. Its next turn first
   * rebuilds the states that are missing.
   *
   * @param snapshot null if there is none
   * @return null if another bundle or a later version wrote the bytes
   */
  default @Nullable S decode(byte @Nullable [] snapshot, byte[] journal) {
    return null;
  }

  /**
   * Begins the turn in which a session takes an input.
   *
   * @param stream id of the session's stream
   */
  Turn<Y> begin(String stream, S session, Input<X> input);

  /** Ends what is open with what was shown of it. The session's states are then unusable. */
  List<Y> abandon(S session);

  /**
   * A session of this bundle for a stream whose session is another bundle's: it keeps what does not
   * depend on the bundle, and nothing is open in it.
   */
  default S renew(S other) {
    return fresh(other.taken());
  }

  /** The same from its newest bytes, a snapshot or a journal, in which something may be open. */
  default S renew(byte[] other) {
    return fresh(
        SessionHeader.find(other)
            .map(header -> Blocks.atEnd(other).taken(header))
            .orElse(Taken.nothing()));
  }

  /**
   * Begins to take an input as far as what is open in the session goes; what follows in the input
   * is for a session of another bundle.
   */
  default Ending<X, Y> finish(String stream, S session, Input<X> input) {
    return new Ending<>(begin(stream, session, input), null);
  }

  /**
   * Ends what is open in the session of a bundle that cannot be had, with what was shown of it.
   *
   * @param other its newest bytes, a snapshot or a journal
   * @return nothing where its bytes do not tell
   */
  List<Y> abandon(byte[] other);

  /** The names of the graphs that one wave runs, in order. */
  List<String> graphs();

  /** The most rows of one graph that a session needs in a wave, at least 1. */
  int rowsPerTurn();

  /** The maximum size of a session in bytes, with usual inputs. */
  long mostBytes();
}
