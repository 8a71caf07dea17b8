package io.surtitle.guarantees;

import io.surtitle.engine.Engine;
import io.surtitle.engine.ForwardingEngine;
import io.surtitle.engine.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places in the engine at which a test can crash a stream thread of this process. A failpoint
 * throws an {@link Error}, which only Kafka Streams itself handles.
 */
final class Failpoints {
  private static final Map<Point, AtomicInteger> HITS_LEFT = new ConcurrentHashMap<>();

  private Failpoints() {}

  /** Where a thread can crash. */
  enum Point {
    BEFORE_A_WAVE,
    AFTER_A_WAVE,
    WHILE_SENDING
  }

  /** Arms a failpoint: the thread that makes the {@code nth} hit from now crashes. */
  static void arm(Point point, int nth) {
    HITS_LEFT.put(point, new AtomicInteger(nth));
  }

  /** Waits for the crash; where none happens in time, disarms the failpoint and returns false. */
  static boolean awaitCrash(Point point, Duration timeout) throws InterruptedException {
    Instant end = Instant.now().plus(timeout);
    while (HITS_LEFT.containsKey(point) && Instant.now().isBefore(end)) {
      Thread.sleep(5);
    }
    return HITS_LEFT.remove(point) == null;
  }

  /** Reports that the current thread has come to a failpoint; crashes it if it is its turn. */
  static void hit(Point point) {
    AtomicInteger hitsLeft = HITS_LEFT.get(point);
    if (hitsLeft != null && hitsLeft.decrementAndGet() == 0) {
      HITS_LEFT.remove(point);
      throw new InternalError("crash " + point);
    }
  }

  /** An engine with failpoints before and after each wave. */
  static Engine in(Engine engine) {
    return new ForwardingEngine(engine) {
      @Override
      public List<Turn<?>> step() {
        hit(Point.BEFORE_A_WAVE);
        List<Turn<?>> done = super.step();
        hit(Point.AFTER_A_WAVE);
        return done;
      }
    };
  }
}
