package io.surtitle.guarantees;

import io.surtitle.batching.Engine;
import io.surtitle.batching.ForwardingEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Crashes one stream thread of this process at a moment that was asked for. What it throws is no
 * exception, so that nothing but Kafka Streams itself sees it.
 */
final class Sabotage {
  private static final Map<Moment, AtomicInteger> LEFT = new ConcurrentHashMap<>();

  private Sabotage() {}

  /** When a thread is to crash. */
  enum Moment {
    BEFORE_A_WAVE,
    AFTER_A_WAVE,
    WHILE_SENDING
  }

  /** Lets the thread crash that comes to such a moment for the {@code nth} time from now. */
  static void plan(Moment moment, int nth) {
    LEFT.put(moment, new AtomicInteger(nth));
  }

  /** Whether the crash that was planned happens in time; if not, it is called off. */
  static boolean happens(Moment moment, Duration timeout) throws InterruptedException {
    Instant end = Instant.now().plus(timeout);
    while (LEFT.containsKey(moment) && Instant.now().isBefore(end)) {
      Thread.sleep(5);
    }
    return LEFT.remove(moment) == null;
  }

  /** A thread has come to such a moment. */
  static void at(Moment moment) {
    AtomicInteger left = LEFT.get(moment);
    if (left != null && left.decrementAndGet() == 0) {
      LEFT.remove(moment);
      throw new InternalError("crash " + moment);
    }
  }

  static Engine of(Engine engine) {
    return new ForwardingEngine(engine) {
      @Override
      public List<Done> step() {
        at(Moment.BEFORE_A_WAVE);
        List<Done> done = super.step();
        at(Moment.AFTER_A_WAVE);
        return done;
      }
    };
  }
}
