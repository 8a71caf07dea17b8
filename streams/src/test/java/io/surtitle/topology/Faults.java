package io.surtitle.topology;

import io.surtitle.batching.Engine;
import io.surtitle.batching.Turn;
import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.List;

/** An engine that fails on any wave with a certain word in it, and counts the rows of each wave. */
final class Faults implements Engine {
  static final String WORD = "poison";

  private final Engine engine;
  private final List<Integer> waves = new ArrayList<>();

  Faults(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<List<Update>> advance(List<Turn> turns) {
    waves.add(turns.size());
    List<List<Update>> updates = engine.advance(turns);
    // Late, so that all sessions of the wave are spoilt.
    if (turns.stream().anyMatch(turn -> turn.input().text().contains(WORD))) {
      throw new IllegalStateException("cannot run");
    }
    return updates;
  }

  /** Rows of each wave so far. */
  List<Integer> waves() {
    return waves;
  }
}
