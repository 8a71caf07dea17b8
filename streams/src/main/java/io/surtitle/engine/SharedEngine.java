package io.surtitle.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One engine for several threads, for cases where one large run is better than several small ones,
 * as on a GPU. The thread that steps runs a step of all threads' turns; turns that other threads
 * begin in the meantime collect for the next step (flat combining: Hendler et al., SPAA 2010). So
 * no thread waits for a batch to fill.
 */
public final class SharedEngine {
  private final Engine together;
  private final Engine alone;
  private final ReentrantLock running = new ReentrantLock(true);
  private final Map<Turn<?>, Share> owners = new HashMap<>();

  /** Shares an engine; {@code engines} also creates the engine for turns that run alone. */
  public SharedEngine(Supplier<? extends Engine> engines) {
    this.together = engines.get();
    this.alone = engines.get();
  }

  /** One thread's share of the engine. */
  public Engine share() {
    return new Share();
  }

  private final class Share implements Engine {
    private List<Turn<?>> done = new ArrayList<>();
    private @Nullable RuntimeException failure;

    @Override
    public int enoughRows() {
      return together.enoughRows();
    }

    @Override
    public void begin(Turn<?> turn) {
      locked(
          () -> {
            together.begin(turn);
            owners.put(turn, this);
            return List.of();
          });
    }

    /**
     * {@inheritDoc}
     *
     * <p>If a run fails, it fails for all threads whose turns were in it.
     */
    @Override
    public List<Turn<?>> step() {
      return locked(
          () -> {
            if (done.isEmpty() && failure == null) {
              stepAll();
            }
            return takeDone();
          });
    }

    private List<Turn<?>> takeDone() {
      List<Turn<?>> taken = done;
      done = new ArrayList<>();
      if (failure != null) {
        RuntimeException thrown = failure;
        failure = null;
        throw thrown;
      }
      return taken;
    }

    @Override
    public void forget(Collection<? extends Turn<?>> turns) {
      locked(
          () -> {
            together.forget(turns);
            turns.forEach(owners::remove);
            done.removeAll(turns);
            failure = null; // it was theirs
            return List.of();
          });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Other threads wait until it returns, so that a failure affects these turns alone.
     */
    @Override
    public void run(Collection<? extends Turn<?>> turns) {
      running.lock();
      try {
        alone.run(turns);
      } finally {
        running.unlock();
      }
    }
  }

  private void stepAll() {
    try {
      for (Turn<?> turn : together.step()) {
        Share owner = owners.remove(turn);
        if (owner != null) {
          owner.done.add(turn);
        }
      }
    } catch (RuntimeException e) {
      failAll(e);
    } catch (Error e) {
      failAll(new IllegalStateException("the shared run failed: " + e, e));
      throw e;
    }
  }

  private void failAll(RuntimeException e) {
    together.forget(owners.keySet());
    owners.values().forEach(owner -> owner.failure = e);
    owners.clear();
  }

  private <T> List<T> locked(Supplier<List<T>> action) {
    running.lock();
    try {
      return action.get();
    } finally {
      running.unlock();
    }
  }
}
