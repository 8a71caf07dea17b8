package io.surtitle.cli.broker;

import java.util.concurrent.TimeUnit;

/** Media time of a broadcast: milliseconds since it began. */
interface MediaClock {
  /** The current media time. */
  long now();

  /** Waits until a media time; returns at once if it has passed. */
  void await(long time) throws InterruptedException;

  /** A clock that starts now and runs in real time. */
  static MediaClock live() {
    long start = System.nanoTime();
    return new MediaClock() {
      @Override
      public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      }

      @Override
      public void await(long time) throws InterruptedException {
        Thread.sleep(Math.max(0, time - now()));
      }
    };
  }

  /** A clock that never waits: it jumps to the latest time that was awaited. */
  static MediaClock rushing() {
    return new MediaClock() {
      private long now;

      @Override
      public long now() {
        return now;
      }

      @Override
      public void await(long time) {
        now = Math.max(now, time);
      }
    };
  }
}
