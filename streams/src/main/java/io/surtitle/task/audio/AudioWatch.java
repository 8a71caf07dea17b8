package io.surtitle.task.audio;

import io.surtitle.event.Pcm;
import io.surtitle.metrics.EngineMeters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of the audio of streams what their producers should know: what is missing of it, and that
 * it seems to be no audio. Of several operators that hear the same topic, one does.
 */
public final class AudioWatch {
  /** Tells nothing, since another operator does. */
  public static final AudioWatch NONE = new AudioWatch(null);

  private static final Logger LOG = LoggerFactory.getLogger(AudioWatch.class);

  private final @Nullable EngineMeters meters;

  private AudioWatch(@Nullable EngineMeters meters) {
    this.meters = meters;
  }

  /** Tells the log and these meters. */
  public static AudioWatch of(EngineMeters meters) {
    return new AudioWatch(meters);
  }

  /** Tells the log. */
  public static AudioWatch ofLog() {
    return of(EngineMeters.none());
  }

  /**
   * How an input goes on from what was heard before it.
   *
   * @param rate samples a second of what is missing
   */
  void joined(String stream, long position, Junction junction, int rate) {
    if (meters == null || junction.isSeamless()) {
      return;
    }
    long millis = Pcm.millis(junction.missing(), rate);
    LOG.debug("stream {}: {} ms are missing before {}", stream, millis, position);
    meters.gap(junction.follows(), millis);
  }

  /** A stream has been nothing but noise at full scale for a while. */
  void noise(String stream, Pcm pcm) {
    if (meters != null) {
      LOG.warn(
          "the audio of stream {} decodes to nothing but noise at full scale: is it really {} at {}"
              + " samples a second? audio/pcm is little-endian, audio/L16 is big-endian; its"
              + " content-type names both byte order and rate",
          stream,
          pcm.format().encoding(),
          pcm.rate());
    }
  }
}
