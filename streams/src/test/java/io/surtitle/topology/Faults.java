package io.surtitle.topology;

import io.surtitle.engine.Engine;
import io.surtitle.engine.ForwardingEngine;
import io.surtitle.engine.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An engine that fails on the turns that a {@link FaultyOperator} marks, and counts the turns of
 * each wave.
 */
final class Faults extends ForwardingEngine {
  private final Set<Turn<?>> underWay = new HashSet<>();
  private final List<Integer> waves = new ArrayList<>();
  private final List<Integer> again = new ArrayList<>();
  private boolean failsNextWave;
  private Runnable afterWave = () -> {};

  Faults(Engine engine) {
    super(engine);
  }

  /** What happens at the end of each wave. */
  void afterWave(Runnable then) {
    afterWave = then;
  }

  @Override
  public void begin(Turn<?> turn) {
    super.begin(turn);
    underWay.add(turn);
  }

  @Override
  public List<Turn<?>> step() {
    waves.add(underWay.size());
    List<Turn<?>> done = super.step();
    afterWave.run();
    if (failsNextWave) {
      failsNextWave = false;
      throw new IllegalStateException("another's turn cannot run");
    }
    // Late, so that all sessions of the wave are spoilt.
    if (done.stream().anyMatch(FaultyOperator.Poisoned.class::isInstance)) {
      throw new IllegalStateException("cannot run");
    }
    done.forEach(underWay::remove);
    return done;
  }

  @Override
  public void forget(Collection<? extends Turn<?>> turns) {
    super.forget(turns);
    underWay.removeAll(turns);
  }

  @Override
  public void run(Collection<? extends Turn<?>> turns) {
    again.add(turns.size());
    super.run(turns);
  }

  /** Lets the next wave fail, whatever is in it, and only that. */
  void failNextWave() {
    failsNextWave = true;
  }

  /** Turns under way in each wave so far. */
  List<Integer> waves() {
    return waves;
  }

  /** Turns of each group that was run again on its own. */
  List<Integer> again() {
    return again;
  }
}
