package io.surtitle.batching;

import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One engine for several threads, where one large run is better than several small ones, as on a
 * GPU. While a run is under way, what the other threads want gathers; then one of them runs it all
 * (flat combining: Hendler et al., SPAA 2010). So no thread waits for a batch to fill.
 */
public final class SharedEngine implements Engine {
  private final Engine engine;
  private final ReentrantLock running = new ReentrantLock();
  private List<Request> waiting = new ArrayList<>();

  /** Shares an engine, which is used by one thread at a time. */
  public SharedEngine(Engine engine) {
    this.engine = engine;
  }

  private static final class Request {
    private final List<Turn> turns;
    private @Nullable List<List<Update>> updates;
    private @Nullable Throwable failure;

    Request(List<Turn> turns) {
      this.turns = turns;
    }

    boolean done() {
      return updates != null || failure != null;
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A run that fails fails for all threads whose turns were in it.
   */
  @Override
  public List<List<Update>> advance(List<Turn> turns) {
    Request mine = new Request(turns);
    enqueue(mine);
    running.lock();
    try {
      if (!mine.done()) {
        run(takeWaiting());
      }
    } finally {
      running.unlock();
    }
    if (mine.updates == null) {
      throw new IllegalStateException("the shared run failed: " + mine.failure, mine.failure);
    }
    return mine.updates;
  }

  private synchronized void enqueue(Request request) {
    waiting.add(request);
  }

  private synchronized List<Request> takeWaiting() {
    List<Request> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  private void run(List<Request> requests) {
    List<Turn> turns = new ArrayList<>();
    requests.forEach(request -> turns.addAll(request.turns));
    try {
      List<List<Update>> updates = engine.advance(turns);
      int from = 0;
      for (Request request : requests) {
        int to = from + request.turns.size();
        request.updates = updates.subList(from, to);
        from = to;
      }
    } catch (RuntimeException | Error e) {
      requests.forEach(request -> request.failure = e);
      if (e instanceof Error error) {
        throw error;
      }
    }
  }
}
