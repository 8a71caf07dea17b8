package io.surtitle.topology;

import io.surtitle.event.Reason;
import io.surtitle.topology.TopologySettings.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets inputs wait, but for those of too many streams and those that come too late. */
final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private final Limits limits;
  private final Hearing hearing;
  private final PendingInputs pending;
  private final DeadLetters deadLetters;
  private final Lateness lateness;
  private final Skips skips;

  Admission(
      Limits limits, Hearing hearing, PendingInputs pending, DeadLetters deadLetters, Skips skips) {
    this.skips = skips;
    this.limits = limits;
    this.hearing = hearing;
    this.pending = pending;
    this.deadLetters = deadLetters;
    this.lateness = new Lateness(limits);
  }

  void take(PendingInput input, Original original, long nowMs) {
    String stream = input.stream();
    if (!hearing.knows(stream) && hearing.streams() >= limits.streams()) {
      String detail = "%d streams are the limit until one is idle".formatted(limits.streams());
      deadLetters.send(input, original, Reason.TOO_MANY_STREAMS, detail);
      return;
    }
    hearing.heard(stream, nowMs);
    switch (lateness.judge(stream, input.input().timestamp(), nowMs)) {
      case TAKE -> pending.add(input, original);
      case BEGIN_SKIPPING -> {
        skips.late();
        skipFrom(input, original, nowMs);
      }
      case SKIP -> skips.late();
    }
  }

  /** The gap waits for its turn like any input, so that it comes after what came before it. */
  private void skipFrom(PendingInput input, Original original, long nowMs) {
    LOG.warn(
        "stream {} is {} ms behind and skips to live from offset {}",
        input.stream(),
        nowMs - input.input().timestamp(),
        input.input().offset());
    pending.add(
        new PendingInput(input.stream(), input.input().leftOut(), original, nowMs), original);
  }

  void forget(String stream) {
    lateness.forget(stream);
  }
}
