package io.surtitle.batching;

import io.surtitle.session.Update;
import java.util.List;

/**
 * What lets sessions take inputs, many together: a {@link Translator}, or one that several share.
 */
@FunctionalInterface
public interface Engine {
  /**
   * Lets every session take its input.
   *
   * @param turns of different sessions
   * @return for each turn, in order, the updates it gave rise to
   * @throws RuntimeException if it fails; all sessions of the call are spoilt then and must be
   *     restored from their last bytes
   */
  List<List<Update>> advance(List<Turn> turns);
}
