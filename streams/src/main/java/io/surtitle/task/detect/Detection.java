package io.surtitle.task.detect;

import io.surtitle.event.StreamEvent.Cause;
import io.surtitle.event.StreamEvent.Phase;
import io.surtitle.task.audio.Moment;
import org.jspecify.annotations.Nullable;

/**
 * An event begins or ends.
 *
 * @param phase which of them
 * @param position of the input in which the event was found
 * @param part how many others were found in that input before
 * @param startPts media time in milliseconds where the event begins
 * @param endPts where it ends, or -1 if that is not known yet
 * @param decidedPts media time in milliseconds up to which audio was heard by then
 * @param cause why it ends, null if it begins
 * @param timestamp when the newest input was appended, in milliseconds since the epoch
 */
public record Detection(
    Phase phase,
    long position,
    int part,
    long startPts,
    long endPts,
    long decidedPts,
    @Nullable Cause cause,
    long timestamp) {

  static Detection begins(Span span, Moment decided, long timestamp) {
    return new Detection(
        Phase.BEGINS,
        span.position(),
        span.part(),
        span.from().millis(),
        -1,
        decided.millis(),
        null,
        timestamp);
  }

  static Detection ends(Span span, Moment decided, Cause cause, long timestamp) {
    return new Detection(
        Phase.ENDS,
        span.position(),
        span.part(),
        span.from().millis(),
        span.endMillis(),
        decided.millis(),
        cause,
        timestamp);
  }
}
