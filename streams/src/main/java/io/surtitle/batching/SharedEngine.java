package io.surtitle.batching;

import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One engine for several threads, where one large run is better than several small ones, as on a
 * GPU. Whoever steps, steps the turns of all; while a run is under way, what the other threads want
 * gathers (flat combining: Hendler et al., SPAA 2010). So no thread waits for a batch to fill.
 */
public final class SharedEngine {
  private final Engine together;
  private final Engine alone;
  private final ReentrantLock running = new ReentrantLock(true);
  private final Map<Turn, Share> owners = new HashMap<>();

  /** Shares an engine; {@code engines} also makes one for what is to run alone. */
  public SharedEngine(Supplier<? extends Engine> engines) {
    this.together = engines.get();
    this.alone = engines.get();
  }

  /** One thread's part in the engine. */
  public Engine share() {
    return new Share();
  }

  private final class Share implements Engine {
    private List<Done> done = new ArrayList<>();
    private @Nullable RuntimeException failure;

    @Override
    public void begin(Turn turn) {
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
     * <p>A run that fails fails for all threads whose turns were in it.
     */
    @Override
    public List<Done> step() {
      return locked(
          () -> {
            if (done.isEmpty() && failure == null) {
              stepAll();
            }
            return takeDone();
          });
    }

    private List<Done> takeDone() {
      List<Done> taken = done;
      done = new ArrayList<>();
      if (failure != null) {
        RuntimeException thrown = failure;
        failure = null;
        throw thrown;
      }
      return taken;
    }

    @Override
    public void forget(Collection<Turn> turns) {
      locked(
          () -> {
            together.forget(turns);
            turns.forEach(owners::remove);
            done.removeIf(each -> turns.contains(each.turn()));
            failure = null; // it was theirs
            return List.of();
          });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Others wait meanwhile, so that what fails here is theirs alone whose turns these are.
     */
    @Override
    public List<List<Update>> advance(List<Turn> turns) {
      running.lock();
      try {
        return alone.advance(turns);
      } finally {
        running.unlock();
      }
    }
  }

  private void stepAll() {
    try {
      for (Engine.Done each : together.step()) {
        Share owner = owners.remove(each.turn());
        if (owner != null) {
          owner.done.add(each);
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
