package io.surtitle.task.transcribe;

import io.surtitle.event.Pcm;
import io.surtitle.task.detect.DetectSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How words are made of frames, with all times in frames or samples.
 *
 * @param spec of the recogniser
 * @param scoring its language models
 * @param detector the voice-activity detector; null without one
 * @param pause frames without a label after which a word has ended
 * @param patience samples that a word waits, once it has ended, for hypotheses that lack it
 * @param silence frames without a label after which an utterance ends
 * @param rest frames without a label after which the network begins anew
 * @param quiet samples without voice after which an utterance ends, where there is a detector
 * @param longest samples of an utterance after which it ends with the next word
 */
record TranscribeRules(
    TranscribeSpec spec,
    Scoring scoring,
    @Nullable DetectSpec detector,
    int pause,
    long patience,
    int silence,
    int rest,
    long quiet,
    long longest) {
  /** Longer than the closures and the long vowels of a word. */
  private static final long PAUSE_MS = 360;

  private static final long PATIENCE_MS = 300;

  /** So often the network is reset in silence, whatever it may have learnt of the noise. */
  private static final long REST_MS = 10_000;

  /** Labels after which a word has ended in any case: none is so long. */
  private static final int LONGEST_WORD = 40;

  /** The rules of a bundle. */
  static TranscribeRules of(
      TranscribeSpec spec, @Nullable DetectSpec detector, TranscribeSettings settings) {
    TranscribeKeys.Audio audio = spec.keys().audio();
    int pause = frames(PAUSE_MS, spec);
    int silence = Math.max(pause, frames(settings.silence().toMillis(), spec));
    return new TranscribeRules(
        spec,
        spec.scoring(),
        detector,
        pause,
        Pcm.samples(PATIENCE_MS, audio.rate()),
        silence,
        Math.max(silence, frames(REST_MS, spec)),
        // The frames of the last word come so much later.
        Math.max(
            Pcm.samples(settings.silence().toMillis(), audio.rate()),
            (long) spec.keys().transcribe().delay() + audio.chunk()),
        samples(settings.longest(), audio));
  }

  private static int frames(long millis, TranscribeSpec spec) {
    long samples = Pcm.samples(millis, spec.keys().audio().rate());
    return (int) Math.max(1, samples / spec.keys().transcribe().frame());
  }

  private static long samples(Duration time, TranscribeKeys.Audio audio) {
    return Pcm.samples(time.toMillis(), audio.rate());
  }

  Labels labels() {
    return spec.labels();
  }

  int frame() {
    return spec.keys().transcribe().frame();
  }

  int delay() {
    return spec.keys().transcribe().delay();
  }

  int chunk() {
    return spec.keys().audio().chunk();
  }

  int rate() {
    return spec.keys().audio().rate();
  }

  /** How many frames come of a chunk. */
  int rows() {
    return chunk() / frame();
  }

  /** Whether nothing is likelier in a frame than that no letter is written. */
  boolean isQuiet(float[] row) {
    float nothing = Math.max(row[Labels.BLANK], row[labels().space()]);
    for (float each : row) {
      if (each > nothing) {
        return false;
      }
    }
    return true;
  }

  /** Whether a hypothesis has a word that is too long. */
  boolean isEndless(Hypothesis hypothesis) {
    return hypothesis.labels().length - hypothesis.wordStart(labels().space()) >= LONGEST_WORD;
  }

  /** The hypotheses with which an utterance begins. */
  List<Hypothesis> begin() {
    History history = History.begin(spec.historyBytes());
    return List.of(Hypothesis.empty(scoring.begin(), history));
  }
}
