package io.surtitle.topology;

import java.time.Duration;
import java.util.List;

/** Which streams there are, which of them speak, and which have been quiet for too long. */
final class Hearing {
  private final QuietClock all;
  private final QuietClock speaking;

  /**
   * Hears nothing yet.
   *
   * @param silence after which an open utterance ends
   * @param idle after which a stream is closed
   */
  Hearing(Duration silence, Duration idle) {
    this.speaking = new QuietClock(silence.toMillis());
    this.all = new QuietClock(idle.toMillis());
  }

  /** Takes note of a stream that was heard just now; the times of calls never go back. */
  void heard(String stream, long nowMs) {
    all.heard(stream, nowMs);
  }

  /** Takes note of whether a stream has an open utterance now. */
  void speaks(String stream, boolean open, long nowMs) {
    if (open) {
      speaking.heard(stream, nowMs);
    } else {
      speaking.forget(stream);
    }
  }

  void forget(String stream) {
    all.forget(stream);
    speaking.forget(stream);
  }

  boolean knows(String stream) {
    return all.knows(stream);
  }

  boolean isSpeaking(String stream) {
    return speaking.knows(stream);
  }

  /** How many streams there are. */
  int streams() {
    return all.size();
  }

  /** Up to {@code max} streams whose utterance is open and to end. */
  List<String> silent(long nowMs, int max) {
    return speaking.quiet(nowMs, max);
  }

  /** Up to {@code max} streams that are to be closed. */
  List<String> idle(long nowMs, int max) {
    return all.quiet(nowMs, max);
  }
}
