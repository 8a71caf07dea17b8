package io.surtitle.task.transcribe;

import java.time.Duration;

/**
 * Where utterances end.
 *
 * @param silence after which an utterance ends
 * @param longest after which it ends with the next word
 */
public record TranscribeSettings(Duration silence, Duration longest) {
  /** 800 ms, and 15 s. */
  public static final TranscribeSettings DEFAULT =
      new TranscribeSettings(Duration.ofMillis(800), Duration.ofSeconds(15));
}
