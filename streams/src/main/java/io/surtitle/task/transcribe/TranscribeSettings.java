package io.surtitle.task.transcribe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where utterances end, and how much is searched.
 *
 * @param silence after which an utterance ends
 * @param longest after which it ends with the next word
 * @param beam hypotheses that are kept, 1 for the likeliest label of each frame; null for as many
 *     as the bundle says
 */
public record TranscribeSettings(Duration silence, Duration longest, @Nullable Integer beam) {
  /** 800 ms, and 15 s. */
  public static final TranscribeSettings DEFAULT =
      new TranscribeSettings(Duration.ofMillis(800), Duration.ofSeconds(15), null);
}
