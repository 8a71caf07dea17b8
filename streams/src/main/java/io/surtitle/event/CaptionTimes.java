package io.surtitle.event;

/**
 * When a caption's newest input was appended, and when the caption was made, both in epoch
 * milliseconds. Its record has one timestamp: that of the newest input; or, if the input is older
 * than an hour, as in a replay or behind a mirror, the time the caption was made. Otherwise the
 * topic would expire the caption by the age of its text, and recent captions could not be found by
 * time.
 *
 * @param appended when the newest input was appended
 * @param made when the caption was made
 */
public record CaptionTimes(long appended, long made) {
  /** Age in milliseconds above which an input is old. */
  public static final long OLD_MS = 3_600_000;

  /** Epoch milliseconds before which no record was appended: nine digits of seconds, say. */
  private static final long EARLIEST = 1_000_000_000_000L;

  /** The timestamp of a caption's record. */
  public static long timestamp(long appended, long made) {
    return made - appended > OLD_MS ? made : appended;
  }

  /** Reads a caption's times from its record's timestamp. */
  public static CaptionTimes of(Caption caption, long timestamp) {
    long latency = caption.latencyMs();
    return latency > OLD_MS
        ? new CaptionTimes(timestamp - latency, timestamp)
        : new CaptionTimes(timestamp, timestamp + latency);
  }

  /**
   * Whether a timestamp is a plausible append time. It is not if it is in seconds, for example, or
   * 0, or more than an hour ahead.
   *
   * @param nowMs the time now, epoch milliseconds
   */
  public static boolean isTime(long timestamp, long nowMs) {
    return timestamp >= EARLIEST && timestamp <= nowMs + OLD_MS;
  }

  /** The same, with the arrival time in place of implausible times. */
  public CaptionTimes orArrival(long nowMs) {
    if (!isTime(made, nowMs)) {
      return new CaptionTimes(nowMs, nowMs);
    }
    return isTime(appended, nowMs) ? this : new CaptionTimes(made, made);
  }
}
