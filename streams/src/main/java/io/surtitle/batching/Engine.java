package io.surtitle.batching;

import io.surtitle.session.Update;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What lets sessions take inputs, many together and a step at a time, so that a session that is
 * done makes room for another while others are still under way (continuous batching: Yu et al.,
 * Orca, OSDI 2022).
 *
 * <p>Not thread-safe.
 */
public interface Engine {
  /**
   * Translations in one run that keep a processor busy: more are not faster, only take longer and
   * more memory.
   */
  int ENOUGH_ROWS = 256;

  /** Adds a turn to those under way; no two of them may share a session. */
  void begin(Turn turn);

  /**
   * Runs one step of every turn under way: each reads at most one source token, and then each of
   * its translations writes at most one target token.
   *
   * @return the turns that are done with it, in the order in which they began; they are under way
   *     no longer
   * @throws RuntimeException if it fails; all sessions under way are spoilt then and must be
   *     restored from their last bytes
   */
  List<Done> step();

  /** Forgets turns that are under way; their sessions are spoilt. */
  void forget(Collection<Turn> turns);

  /**
   * A turn that is done.
   *
   * @param turn as it began
   * @param updates that it gave rise to, in order
   */
  record Done(Turn turn, List<Update> updates) {}

  /**
   * Lets every session take its input, while nothing else is under way.
   *
   * @return for each turn, in order, the updates it gave rise to
   * @throws RuntimeException if a step fails; all sessions of the call are spoilt then
   */
  default List<List<Update>> advance(List<Turn> turns) {
    Map<Turn, List<Update>> updates = new HashMap<>();
    try {
      turns.forEach(this::begin);
      while (updates.size() < turns.size()) {
        step().forEach(done -> updates.put(done.turn(), done.updates()));
      }
    } catch (RuntimeException e) {
      forget(turns);
      throw e;
    }
    return turns.stream().map(turn -> updates.getOrDefault(turn, List.of())).toList();
  }
}
