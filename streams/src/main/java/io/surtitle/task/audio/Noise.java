package io.surtitle.task.audio;

import io.surtitle.event.Pcm;

/**
 * Finds out, once, that a stream decodes to noise at full scale, which is what speech becomes where
 * the bytes of its samples are swapped, or where its bytes are no samples. Noise at full scale is
 * loud and a sample tells nothing of the next; audio that is loud or distorted is smooth.
 */
final class Noise {
  /** How long there must be nothing but noise, in milliseconds. */
  private static final int LONG_MS = 1_000;

  /** In shorter records, in milliseconds, chance decides. */
  private static final int LEAST_MS = 10;

  private static final double FULL_SCALE = 32_768;

  /** The least mean square of noise; that of two channels in one is 1/6. */
  private static final double LOUD = 0.1;

  /** The greatest correlation of neighbours, either way. */
  private static final double UNRELATED = 0.3;

  private static final int WARNED = -1;

  /** Milliseconds of noise up to now. */
  private int millis;

  /** The state, which is 0 if nothing was suspicious. */
  int state() {
    return millis;
  }

  void resume(int before) {
    millis = before;
  }

  /** Listens to a record; whether it is time to warn. */
  boolean isFoundIn(Pcm pcm) {
    long length = Pcm.millis(pcm.size(), pcm.rate());
    if (millis == WARNED || length < LEAST_MS) {
      return false;
    }
    millis = isNoise(pcm) ? (int) Math.min(LONG_MS, millis + length) : 0;
    if (millis < LONG_MS) {
      return false;
    }
    millis = WARNED;
    return true;
  }

  private static boolean isNoise(Pcm pcm) {
    double square = 0;
    double product = 0;
    double before = 0;
    for (int i = 0; i < pcm.size(); i++) {
      double sample = pcm.sample(i) / FULL_SCALE;
      square += sample * sample;
      product += sample * before;
      before = sample;
    }
    return square > LOUD * pcm.size() && Math.abs(product) < UNRELATED * square;
  }
}
