package io.surtitle.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final Queue<Begun> begun = new ConcurrentLinkedQueue<>();

  /** By identity: turns of different threads may be equal. */
  private final IdentityHashMap<Turn<?>, Share> owners = new IdentityHashMap<>();

  private record Begun(Turn<?> turn, Share owner) {}

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

    /**
     * {@inheritDoc}
     *
     * <p>It never waits for a run of another thread.
     */
    @Override
    public void begin(Turn<?> turn) {
      begun.add(new Begun(turn, this));
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
            Set<Turn<?>> forgotten = identical(turns);
            begun.removeIf(each -> forgotten.contains(each.turn()));
            together.forget(turns);
            turns.forEach(owners::remove);
            done.removeIf(forgotten::contains);
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

  private static Set<Turn<?>> identical(Collection<? extends Turn<?>> turns) {
    Set<Turn<?>> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(turns);
    return set;
  }

  private void stepAll() {
    for (Begun next = begun.poll(); next != null; next = begun.poll()) {
      owners.put(next.turn(), next.owner());
      together.begin(next.turn());
    }
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
    together.forget(List.copyOf(owners.keySet()));
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
