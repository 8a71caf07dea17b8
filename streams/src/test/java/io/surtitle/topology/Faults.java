package io.surtitle.topology;

import io.surtitle.batching.Engine;
import io.surtitle.batching.ForwardingEngine;
import io.surtitle.batching.Turn;
import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An engine that fails on a certain word, and counts the turns of each wave. */
final class Faults extends ForwardingEngine {
  static final String WORD = "poison";

  private final Set<Turn> underWay = new HashSet<>();
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
  public void begin(Turn turn) {
    super.begin(turn);
    underWay.add(turn);
  }

  @Override
  public List<Done> step() {
    waves.add(underWay.size());
    List<Done> done = super.step();
    afterWave.run();
    if (failsNextWave) {
      failsNextWave = false;
      throw new IllegalStateException("another's turn cannot run");
    }
    // Late, so that all sessions of the wave are spoilt.
    if (done.stream().anyMatch(each -> each.turn().input().text().contains(WORD))) {
      throw new IllegalStateException("cannot run");
    }
    done.forEach(each -> underWay.remove(each.turn()));
    return done;
  }

  @Override
  public void forget(Collection<Turn> turns) {
    super.forget(turns);
    underWay.removeAll(turns);
  }

  @Override
  public List<List<Update>> advance(List<Turn> turns) {
    again.add(turns.size());
    return super.advance(turns);
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
