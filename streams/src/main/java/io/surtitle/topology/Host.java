package io.surtitle.topology;

import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The objects that the process provides to each of its tasks.
 *
 * @param safeguards the safeguards against records that would stop the engine
 * @param stopping whether the application is stopping, so that no more waves may begin
 * @param clocks the clocks of the process
 * @param sources a lookup of each source topic's current id
 */
record Host(
    Safeguards safeguards,
    BooleanSupplier stopping,
    Clocks clocks,
    Function<String, SourceId> sources) {
  /** For an application without a cluster. */
  static Host alone() {
    return new Host(
        Safeguards.usual(Clocks.SYSTEM.wall()),
        () -> false,
        Clocks.SYSTEM,
        topic -> SourceId.UNKNOWN);
  }
}
