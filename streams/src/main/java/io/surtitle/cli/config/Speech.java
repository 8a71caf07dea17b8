package io.surtitle.cli.config;

import static io.surtitle.cli.config.InvalidValueException.require;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What recognises speech, and how it is cut into utterances.
 *
 * @param bundle directory of a bundle that recognises speech; null if audio is not recognised
 * @param silence after which an utterance ends
 * @param longest after which it ends with the next word
 * @param voice directory of a bundle that detects voice, by which utterances end and silence is not
 *     recognised; null if they end where nothing is recognised
 */
public record Speech(
    @Nullable Path bundle, Duration silence, Duration longest, @Nullable Path voice)
    implements Section {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** Checks the values. */
  public Speech {
    require(silence.compareTo(SHORTEST) >= 0, "silence", "a duration of 100ms or more");
    require(longest.compareTo(silence) >= 0, "longest", "a duration, not below speech.silence");
  }
}
