package io.surtitle.task.detect;

import io.surtitle.task.audio.Moment;

/**
 * An event that goes on, from its first chunk at or above the threshold to the end of its last
 * chunk at or above the release.
 *
 * @param from its first moment
 * @param last the moment after its last chunk so far
 * @param begun whether it has lasted long enough, so that its begin was reported
 * @param position of the input in which it was found
 * @param part how many others were found in that input before
 */
record Span(Moment from, Moment last, boolean begun, long position, int part) {
  /** The same, up to a later moment, and begun where it is at least {@code min} samples long. */
  Span until(Moment later, long min) {
    return new Span(from, later, begun || later.sample() - from.sample() >= min, position, part);
  }

  /** Media time of its end in milliseconds; where the clock went back meanwhile, of its begin. */
  long endMillis() {
    return Math.max(from.millis(), last.millis());
  }
}
