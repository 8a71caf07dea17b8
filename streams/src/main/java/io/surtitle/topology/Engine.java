package io.surtitle.topology;

import io.surtitle.batching.Turn;
import io.surtitle.session.Update;
import java.util.List;

/** What lets sessions take inputs, many together: a {@code Translator}, or one that fails. */
@FunctionalInterface
interface Engine {
  /**
   * Lets every session take its input.
   *
   * @return for each turn, in order, the updates it gave rise to
   * @throws RuntimeException if it fails; all sessions of the call are spoilt then
   */
  List<List<Update>> advance(List<Turn> turns);
}
