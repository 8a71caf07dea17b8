package io.surtitle.topology;

import io.surtitle.engine.Session;
import io.surtitle.event.Outlet;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.metrics.Part;
import io.surtitle.metrics.TaskGauges;
import io.surtitle.topology.Outcome.Changed;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Measures a task's waves, its latencies and its current load. */
final class TaskMeters implements AutoCloseable {
  private final EngineMeters meters;
  private final LongSupplier nanos;
  private final TaskGauges gauges;

  /** Meters of a new task. */
  TaskMeters(EngineMeters meters, LongSupplier nanos) {
    this.meters = meters;
    this.nanos = nanos;
    this.gauges = meters.task();
  }

  /** Runs and times a wave. */
  <T> T timed(Supplier<T> wave) {
    long begun = nanos.getAsLong();
    T outcomes = wave.get();
    meters.wave(nanos.getAsLong() - begun);
    return outcomes;
  }

  /** Records the outputs of an input, which are being sent. */
  <S extends Session, X, Y> void done(Outcome<S, X, Y> outcome, Outlet<Y> outlet, long nowMs) {
    Changed<S, Y> changed = outcome.changed();
    if (changed != null) {
      changed.outputs.forEach(outlet::sent);
      long appended = outcome.pending().input().timestamp();
      if (outcome.pending().original() != null
          && changed.outputs.stream().anyMatch(output -> outlet.answers(output, appended))) {
        latency(outcome, nowMs);
      }
    }
  }

  private void latency(Outcome<?, ?, ?> outcome, long nowMs) {
    PendingInput<?> pending = outcome.pending();
    // The clock of a producer or broker may be ahead of ours.
    long queued = Math.max(0, pending.arrived() - pending.input().timestamp());
    meters.part(Part.QUEUE, queued);
    meters.part(Part.BATCH, outcome.begun() - pending.arrived());
    meters.part(Part.RUN, nowMs - outcome.begun());
    meters.latency(queued + nowMs - pending.arrived());
  }

  /** What was open ends with what was shown of it, since its version cannot be had. */
  void orphaned() {
    meters.sessions().orphaned();
  }

  /** A session is not in memory, and a turn rebuilds its states with so many rows. */
  void rebuilding(int rows) {
    meters.sessions().rebuilding(rows);
  }

  /** Says where the task stands. */
  void stands(int sessions, int underWay, PendingInputs<?> pending) {
    gauges.set(
        new TaskGauges.State(
            sessions,
            underWay,
            pending.size(),
            pending.bytes(),
            pending.waitingSince(),
            pending.appended()));
  }

  @Override
  public void close() {
    gauges.close();
  }
}
