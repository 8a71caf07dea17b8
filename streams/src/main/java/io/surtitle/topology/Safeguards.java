package io.surtitle.topology;

import java.time.InstantSource;

/**
 * The objects that all tasks of a process share so that no single record can stop them.
 *
 * @param limits the largest record of each topic
 * @param attempts the count of failures on each input
 * @param progress the progress of waves and reading
 */
record Safeguards(RecordLimits limits, Attempts attempts, Progress progress) {
  /** Safeguards for a process that knows no limits except Kafka's defaults. */
  static Safeguards usual(InstantSource clock) {
    return new Safeguards(RecordLimits.usual(), new Attempts(clock), new Progress(clock));
  }
}
