package io.surtitle.topology;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a task.
 *
 * @param wall tells the time of day
 * @param nanos counts nanoseconds and never goes back: how long something took
 */
record Clocks(InstantSource wall, LongSupplier nanos) {
  static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);
}
