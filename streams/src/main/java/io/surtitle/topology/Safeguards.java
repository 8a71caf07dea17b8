package io.surtitle.topology;

import java.time.InstantSource;

/**
 * What all tasks of a process share so that no record of its own can stop them.
 *
 * @param limits how large a record each topic takes
 * @param attempts how often tasks failed on an input
 * @param progress whether waves are done
 */
record Safeguards(RecordLimits limits, Attempts attempts, Progress progress) {
  /** For a process that knows no limits but Kafka's own. */
  static Safeguards usual(InstantSource clock) {
    return new Safeguards(RecordLimits.usual(), new Attempts(clock), new Progress(clock));
  }
}
