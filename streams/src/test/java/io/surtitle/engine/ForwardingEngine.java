package io.surtitle.engine;

import java.util.Collection;
import java.util.List;

/** An engine that does what another does: for tests that interfere with some of it. */
public class ForwardingEngine implements Engine {
  private final Engine engine;

  /** Does what {@code engine} does. */
  protected ForwardingEngine(Engine engine) {
    this.engine = engine;
  }

  @Override
  public int enoughRows() {
    return engine.enoughRows();
  }

  @Override
  public void begin(Turn<?> turn) {
    engine.begin(turn);
  }

  @Override
  public List<Turn<?>> step() {
    return engine.step();
  }

  @Override
  public void forget(Collection<? extends Turn<?>> turns) {
    engine.forget(turns);
  }
}
