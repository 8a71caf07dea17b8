package io.surtitle.event;

import io.surtitle.event.StreamEvent.Cause;
import io.surtitle.event.StreamEvent.Phase;

/** Events to test with. */
final class StreamEvents {
  private StreamEvents() {}

  static StreamEvent begins() {
    return new StreamEvent(
        "game-7/speech/120.1",
        "game-7",
        "speech",
        Phase.BEGINS,
        90_000,
        null,
        90_128,
        null,
        "silero-vad",
        "6.2.3",
        12);
  }

  static StreamEvent ends() {
    return new StreamEvent(
        "game-7/speech/120.1",
        "game-7",
        "speech",
        Phase.ENDS,
        90_000,
        92_500L,
        92_832,
        Cause.SCORE,
        "silero-vad",
        "6.2.3",
        0);
  }
}
