package io.surtitle.cli;

import java.util.concurrent.TimeUnit;

/** The time of a broadcast, in milliseconds since it began. */
interface MediaClock {
  /** The time now. */
  long now();

  /** Returns when it is that time, at once if it was before. */
  void await(long time) throws InterruptedException;

  /** A clock that starts now and runs as clocks do. */
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

  /** A clock that never waits: it is always as late as was last awaited. */
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
