package io.surtitle.task.audio;

import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;

/**
 * How an input goes on from what was heard before it. A short gap becomes silence, so that what
 * goes on, such as a sentence, can continue; after a long one, or where nobody knows how long it
 * is, everything begins anew.
 *
 * @param follows whether the audio goes on, if need be after silence
 * @param missing how many samples are missing, as far as their numbers tell; where the audio goes
 *     on, silence replaces them
 */
public record Junction(boolean follows, long missing) {
  /** The longest gap, in milliseconds, that becomes silence. */
  static final long MOST_SILENCE_MS = 2_000;

  /** A media time further away than this, in milliseconds, does not follow what came before. */
  private static final long JUMP_MS = 500;

  /** More missing records count as so many, which are too many anyway. */
  private static final long MOST_RECORDS = 1 << 20;

  private static final Junction SEAMLESS = new Junction(true, 0);
  private static final Junction BROKEN = new Junction(false, 0);

  /**
   * Judges an input by its sequence number and its media time.
   *
   * @param pcm its samples
   */
  static Junction of(AudioState audio, Taken taken, Input<Pcm> input, Pcm pcm) {
    if (input instanceof Input.Silence) {
      return SEAMLESS;
    }
    if (!(input instanceof Input.Content)) {
      return BROKEN;
    }
    long missing = taken.missing(input);
    boolean timed = input.pts() >= 0 && audio.heard() > 0;
    long ahead = timed ? input.pts() - audio.next().millis() : 0;
    if (missing == 0) {
      return Math.abs(ahead) <= JUMP_MS ? SEAMLESS : BROKEN;
    }
    long gap = timed ? Pcm.samples(ahead, audio.rate()) : length(missing, pcm, audio.rate());
    boolean isShort =
        audio.heard() > 0 && -JUMP_MS <= ahead && gap <= Pcm.samples(MOST_SILENCE_MS, audio.rate());
    return new Junction(isShort, Math.max(0, gap));
  }

  /** How many samples of silence replace those that are missing. */
  public long silence() {
    return follows ? missing : 0;
  }

  /** Whether nothing is missing. */
  boolean isSeamless() {
    return follows && missing == 0;
  }

  /** Producers cut their records to one length, so one of them tells that of the others. */
  private static long length(long records, Pcm one, int rate) {
    return Math.min(records, MOST_RECORDS) * one.size() * rate / one.rate();
  }
}
