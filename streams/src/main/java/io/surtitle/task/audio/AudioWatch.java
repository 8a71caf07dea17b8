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
  public static final AudioWatch NONE = new AudioWatch(false, null);

  private static final Logger LOG = LoggerFactory.getLogger(AudioWatch.class);

  private final boolean tells;
  private final @Nullable EngineMeters meters;

  private AudioWatch(boolean tells, @Nullable EngineMeters meters) {
    this.tells = tells;
    this.meters = meters;
  }

  /** Tells the log and these meters. */
  public static AudioWatch of(EngineMeters meters) {
    return new AudioWatch(true, meters);
  }

  /** Tells the log. */
  public static AudioWatch ofLog() {
    return new AudioWatch(true, null);
  }

  /**
   * How an input goes on from what was heard before it.
   *
   * @param rate samples a second of what is missing
   */
  void joined(String stream, long position, Junction junction, int rate) {
    if (!tells || junction.isSeamless()) {
      return;
    }
    long millis = Pcm.millis(junction.missing(), rate);
    LOG.debug("stream {}: {} ms are missing before {}", stream, millis, position);
    if (meters != null) {
      meters.gap(junction.follows(), millis);
    }
  }

  /** A stream has been nothing but noise at full scale for a while. */
  void noise(String stream, Pcm pcm) {
    if (tells) {
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
