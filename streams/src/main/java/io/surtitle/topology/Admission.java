package io.surtitle.topology;

import io.surtitle.event.Reason;
import io.surtitle.topology.TopologySettings.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits inputs to the pending ones, except those of too many streams and those that are too late.
 */
final class Admission<X> {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private final TaskContext<X> task;
  private final Limits limits;
  private final Lateness lateness;

  Admission(TaskContext<X> task) {
    this.task = task;
    this.limits = task.settings().limits();
    this.lateness = new Lateness(limits);
  }

  void take(PendingInput<X> input, Original original, long nowMs) {
    String stream = input.stream();
    if (!task.streams().knows(stream) && task.streams().size() >= limits.streams()) {
      String detail = "%d streams are the limit until one is idle".formatted(limits.streams());
      task.deadLetters().send(input, original, Reason.TOO_MANY_STREAMS, detail);
      return;
    }
    task.streams().heard(stream, nowMs);
    switch (lateness.judge(stream, input.input().timestamp(), nowMs)) {
      case TAKE -> task.pending().add(input, original);
      case BEGIN_SKIPPING -> {
        task.skips().late();
        skipFrom(input, original, nowMs);
      }
      case SKIP -> task.skips().late();
    }
  }

  /** The gap waits its turn like any input, so that it follows the inputs before it. */
  private void skipFrom(PendingInput<X> input, Original original, long nowMs) {
    LOG.warn(
        "stream {} is {} ms behind and skips to live from offset {}",
        input.stream(),
        nowMs - input.input().timestamp(),
        input.input().position());
    PendingInput<X> gap =
        new PendingInput<>(input.stream(), input.input().leftOut(), original, nowMs);
    task.pending().add(gap, original);
  }

  void forget(String stream) {
    lateness.forget(stream);
  }
}
