package io.surtitle.task.detect;

import java.util.Random;

/** Samples at 16 kHz to test with. */
public final class Sounds {
  static final int RATE = 16_000;

  private static final int HARMONICS = 20;
  private static final double LOUDEST = 3_000;

  private Sounds() {}

  public static short[] silence(int millis) {
    return new short[samples(millis)];
  }

  /** White noise. */
  public static short[] noise(int millis, long seed) {
    Random random = new Random(seed);
    short[] samples = silence(millis);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (random.nextGaussian() * LOUDEST / 10);
    }
    return samples;
  }

  /** A tone of a voice's pitch with its harmonics. */
  public static short[] voice(int millis, double hertz) {
    short[] samples = silence(millis);
    for (int i = 0; i < samples.length; i++) {
      double sum = 0;
      for (int k = 1; k <= HARMONICS; k++) {
        sum += Math.sin(2 * Math.PI * hertz * k * i / RATE) / k;
      }
      samples[i] = (short) (sum * LOUDEST);
    }
    return samples;
  }

  public static short[] join(short[]... parts) {
    int size = 0;
    for (short[] part : parts) {
      size += part.length;
    }
    short[] joined = new short[size];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  private static int samples(int millis) {
    return millis * (RATE / 1_000);
  }
}
