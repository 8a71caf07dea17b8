package io.surtitle.task.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.inference.Model;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Ninety seconds each of sounds that nobody makes who speaks, through the shipped recogniser. */
class SteadySoundTest {
  private static final Bundle BUNDLE = Bundle.load(Path.of("../models/live-transcribe"));
  private static final double LOUD = 12_000;

  @Test
  void whiteNoiseMakesNoWords() {
    Random random = new Random(7);

    assertThat(heard(i -> LOUD / 3 * random.nextGaussian())).isEmpty();
  }

  @Test
  void aChordMakesNoWords() {
    assertThat(heard(i -> LOUD / 3 * (tone(440, i) + tone(554, i) + tone(659, i)))).isEmpty();
  }

  /** From 300 to 3,000 Hz: the recogniser begins anew in the middle of it. */
  @Test
  void aGlidingToneMakesNoWords() {
    assertThat(heard(i -> LOUD * tone(300 + 15.0 * i / Letters.RATE, i))).isEmpty();
  }

  private static double tone(double hertz, int sample) {
    return Math.sin(2 * Math.PI * hertz * sample / Letters.RATE);
  }

  private static String heard(IntToDoubleFunction sound) {
    short[] samples = new short[90 * Letters.RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.max(-32_768, Math.min(32_767, sound.applyAsDouble(i)));
    }
    try (Model model = Model.load(BUNDLE, 1)) {
      Transcribe transcribe = new Transcribe(BUNDLE, null, TranscribeSettings.DEFAULT);
      return new Hearer(transcribe, model).hearCut(samples, new Random(1), 3_200).text();
    }
  }
}
