package io.surtitle.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Measures what becomes of sessions that come from the store. Thread-safe. */
public final class SessionMeters {
  private final Counter orphaned;
  private final Counter rebuilt;
  private final Counter rows;

  SessionMeters(MeterRegistry registry) {
    orphaned =
        counter(
            registry,
            "surtitle.sessions.orphaned",
            "sessions whose open utterance ended because its model cannot be had");
    rebuilt =
        counter(
            registry,
            "surtitle.sessions.rebuilt",
            "sessions whose states were computed again, since they were not in memory");
    rows = counter(registry, "surtitle.rows.rebuilt", "rows that were run for that");
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  /** What was open in a session ended, since its model cannot be had. */
  public void orphaned() {
    orphaned.increment();
  }

  /** The states of a session are computed again from its journal, with so many rows. */
  public void rebuilding(int rowsToRun) {
    rebuilt.increment();
    rows.increment(rowsToRun);
  }
}
