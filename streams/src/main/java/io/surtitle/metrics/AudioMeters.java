package io.surtitle.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How much audio was taken, and how much was missing. */
final class AudioMeters {
  private static final double MS = 1e3;

  private final Counter taken;
  private final Counter words;
  private final Counter ends;
  private final Gaps filled;
  private final Gaps open;

  AudioMeters(MeterRegistry registry) {
    taken =
        Counter.builder("surtitle.audio")
            .description("length of what was taken from the topic of audio")
            .baseUnit("seconds")
            .register(registry);
    words = said(registry, "word");
    ends = said(registry, "end");
    filled = Gaps.of(registry, "filled");
    open = Gaps.of(registry, "open");
  }

  private static Counter said(MeterRegistry registry, String kind) {
    return Counter.builder("surtitle.said")
        .description("words and ends of utterances that were recognised in audio and sent as text")
        .tag("kind", kind)
        .register(registry);
  }

  /** A word that was recognised, or the end of an utterance, was sent as text. */
  void said(boolean end) {
    (end ? ends : words).increment();
  }

  void taken(long millis) {
    taken.increment(millis / MS);
  }

  void gap(boolean isFilled, long millis) {
    Gaps gaps = isFilled ? filled : open;
    gaps.count.increment();
    gaps.missing.increment(millis / MS);
  }

  private record Gaps(Counter count, Counter missing) {
    static Gaps of(MeterRegistry registry, String kind) {
      return new Gaps(
          Counter.builder("surtitle.audio.gaps")
              .description(
                  "places at which audio does not follow what came before: filled with silence, or"
                      + " open, where what went on ends")
              .tag("kind", kind)
              .register(registry),
          Counter.builder("surtitle.audio.missing")
              .description("length of the audio that is missing in them, as far as it is known")
              .baseUnit("seconds")
              .tag("kind", kind)
              .register(registry));
    }
  }
}
