package io.surtitle.task.detect;

import io.surtitle.event.Pcm;
import io.surtitle.event.StreamEvent.Cause;
import io.surtitle.task.audio.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From scores to events, by two thresholds: an event begins with a chunk at or above the threshold
 * and ends with the last chunk at or above the release, which is lower; pauses shorter than the
 * hangover are bridged, and events shorter than the minimum are never reported.
 *
 * @param input of the graph that takes a chunk
 * @param output of the graph that is a chunk's score
 * @param rate samples a second
 * @param threshold least score with which an event begins
 * @param release least score with which it goes on
 * @param min samples an event must last
 * @param hangover samples below the release after which it has ended
 */
record DetectRules(
    String input,
    String output,
    int rate,
    double threshold,
    double release,
    long min,
    long hangover) {
  /** The rules of a detector. */
  static DetectRules of(DetectSpec spec) {
    DetectKeys.Scores scores = spec.scores();
    int rate = spec.audio().rate();
    return new DetectRules(
        spec.input(),
        scores.output(),
        rate,
        scores.threshold(),
        scores.release(),
        Pcm.samples(scores.minMs(), rate),
        Pcm.samples(scores.hangoverMs(), rate));
  }

  /**
   * What goes on after a chunk, null if nothing does.
   *
   * @param open what went on before it
   * @param from moment of the chunk's first sample
   * @param to moment after its last
   * @param position of the input, for an event that is found now
   * @param part how many others were found in the input before
   */
  @Nullable Span score(
      @Nullable Span open, Moment from, Moment to, float score, long position, int part) {
    if (score >= (open == null ? threshold : release)) {
      Span going = open == null ? new Span(from, from, false, position, part) : open;
      return going.until(to, min);
    }
    boolean over = open != null && to.sample() - open.last().sample() >= hangover;
    return over ? null : open;
  }

  /** Ends what is open, and begins anew. */
  List<Detection> end(DetectSession session, Cause cause, long timestamp) {
    Span open = session.span();
    Moment now = session.audio().now();
    session.reset();
    return open != null && open.begun()
        ? List.of(Detection.ends(open, now, cause, timestamp))
        : List.of();
  }
}
