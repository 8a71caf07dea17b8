package io.surtitle.task.audio;

import io.surtitle.event.Pcm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once of a stream that decodes to noise at full scale, which is what speech becomes where
 * the bytes of its samples are swapped, or where its bytes are no samples. Noise at full scale is
 * loud and a sample tells nothing of the next; audio that is loud or distorted is smooth.
 */
final class Noise {
  private static final Logger LOG = LoggerFactory.getLogger(Noise.class);

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

  /** Listens to a record. */
  void check(String stream, Pcm pcm) {
    long length = Pcm.millis(pcm.size(), pcm.rate());
    if (millis == WARNED || length < LEAST_MS) {
      return;
    }
    millis = isNoise(pcm) ? (int) Math.min(LONG_MS, millis + length) : 0;
    if (millis == LONG_MS) {
      millis = WARNED;
      LOG.warn(
          "the audio of stream {} decodes to nothing but noise at full scale: is it really {} at {}"
              + " samples a second? audio/pcm is little-endian, audio/L16 is big-endian; its"
              + " content-type names both byte order and rate",
          stream,
          pcm.format().encoding(),
          pcm.rate());
    }
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
