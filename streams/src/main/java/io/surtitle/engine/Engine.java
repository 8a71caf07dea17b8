package io.surtitle.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Runs turns of many sessions together, one step at a time, so that a finished session makes room
 * for another while others are still under way (continuous batching: Yu et al., Orca, OSDI 2022).
 *
 * <p>Not thread-safe.
 */
public interface Engine {
  /** Enough rows in one run of the device: more rows are no faster and take more memory. */
  int enoughRows();

  /** Adds a turn to those under way. No two of them may have the same session. */
  void begin(Turn<?> turn);

  /**
   * Runs one wave: one step of every turn under way.
   *
   * @return the turns that this wave completed, in the order in which they began; they are no
   *     longer under way
   * @throws RuntimeException if the wave fails; all sessions under way are then unusable and must
   *     be restored from their last bytes
   */
  List<Turn<?>> step();

  /** Removes turns that are under way; their sessions become unusable. */
  void forget(Collection<? extends Turn<?>> turns);

  /**
   * Runs turns until all are done, while nothing else is under way.
   *
   * @throws RuntimeException if a step fails; all sessions of the call are then unusable
   */
  default void run(Collection<? extends Turn<?>> turns) {
    List<Turn<?>> done = new ArrayList<>();
    try {
      turns.forEach(this::begin);
      while (done.size() < turns.size()) {
        done.addAll(step());
      }
    } catch (RuntimeException e) {
      forget(turns);
      throw e;
    }
  }
}
