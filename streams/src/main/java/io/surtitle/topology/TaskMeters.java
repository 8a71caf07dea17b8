package io.surtitle.topology;

import io.surtitle.metrics.EngineMeters;
import io.surtitle.metrics.Part;
import io.surtitle.metrics.TaskGauges;
import io.surtitle.session.Update;

/** Tells what becomes of a task's inputs, and where it stands. */
final class TaskMeters implements AutoCloseable {
  private final EngineMeters meters;
  private final TaskGauges gauges;
  private final String language;

  /**
   * Begins to tell of a task.
   *
   * @param language one of the targets: every utterance has one final caption in it
   */
  TaskMeters(EngineMeters meters, String language) {
    this.meters = meters;
    this.gauges = meters.task();
    this.language = language;
  }

  /** A wave took so many nanoseconds. */
  void wave(long nanos) {
    meters.wave(nanos);
  }

  /** The captions of an input are being sent. */
  void done(Outcome outcome, long nowMs) {
    Outcome.Changed changed = outcome.changed();
    if (changed != null) {
      changed.updates.forEach(this::caption);
      if (isHeard(outcome.pending(), changed)) {
        latency(outcome, nowMs);
      }
    }
  }

  private void caption(Update update) {
    meters.caption(update.language(), update.last());
    if (update.last() && update.sourceTokens() > 0 && update.language().equals(language)) {
      meters.utterance(update.sourceTokens());
    }
  }

  /** Whether captions have words of the input; that silence ends them later is no latency. */
  private static boolean isHeard(PendingInput pending, Outcome.Changed changed) {
    long appended = pending.input().timestamp();
    return pending.original() != null
        && changed.updates.stream().anyMatch(update -> update.timestamp() == appended);
  }

  private void latency(Outcome outcome, long nowMs) {
    PendingInput pending = outcome.pending();
    // The clock of a producer or broker may be ahead of ours.
    long queued = Math.max(0, pending.arrived() - pending.input().timestamp());
    meters.part(Part.QUEUE, queued);
    meters.part(Part.BATCH, outcome.begun() - pending.arrived());
    meters.part(Part.RUN, nowMs - outcome.begun());
    meters.latency(queued + nowMs - pending.arrived());
  }

  /** Tells where the task stands. */
  void stands(int sessions, int underWay, PendingInputs pending) {
    gauges.set(
        new TaskGauges.State(
            sessions, underWay, pending.size(), pending.waitingSince(), pending.appended()));
  }

  @Override
  public void close() {
    gauges.close();
  }
}
