package io.surtitle.topology;

import java.util.function.BooleanSupplier;

/**
 * What the process gives each of its tasks.
 *
 * @param safeguards against records that would stop the engine
 * @param stopping whether no more waves may begin, since the application stops
 * @param clocks of the process
 * @param source tells which topic the text topic is
 */
record Host(Safeguards safeguards, BooleanSupplier stopping, Clocks clocks, SourceId source) {
  /** For an application without a cluster. */
  static Host alone() {
    return new Host(
        Safeguards.usual(Clocks.SYSTEM.wall()), () -> false, Clocks.SYSTEM, SourceId.UNKNOWN);
  }
}
