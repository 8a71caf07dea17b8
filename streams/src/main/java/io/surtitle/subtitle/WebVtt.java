package io.surtitle.subtitle;

import java.util.List;

/** WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format"), to be sent as {@code text/vtt}. */
public final class WebVtt {
  private static final long TICKS_A_MS = 90;
  private static final long CLOCK = (1L << 33) - 1;
  private static final long WRAP_MS = CLOCK / TICKS_A_MS;

  private WebVtt() {}

  /**
   * A file of {@code cues}, timed in media time.
   *
   * @param language of the text, a BCP 47 tag
   */
  public static String file(List<Cue> cues, String language) {
    return "WEBVTT\n\n" + blocks(cues, language);
  }

  /**
   * A segment for HTTP Live Streaming: cue times refer to the clock of the picture (RFC 8216,
   * section 3.5), which runs at 90 kHz and wraps around after 33 bits, every 26.5 hours. The
   * timestamp map names a time near the segment, so that players need not count the wraps. The
   * segment ends with an empty line, since some players concatenate segments.
   *
   * @param beginMs media time at which the segment begins, in milliseconds
   * @param language of the text, a BCP 47 tag
   */
  static String segment(long beginMs, List<Cue> cues, String language) {
    long localMs = beginMs < WRAP_MS ? 0 : beginMs;
    // An overflow is harmless: 2^64 is a multiple of 2^33.
    long mpegTs = localMs * TICKS_A_MS & CLOCK;
    String map = "X-TIMESTAMP-MAP=LOCAL:" + Timestamp.of(localMs, '.') + ",MPEGTS:" + mpegTs;
    return "WEBVTT\n" + map + "\n\n" + blocks(cues, language);
  }

  private static StringBuilder blocks(List<Cue> cues, String language) {
    StringBuilder blocks = new StringBuilder();
    for (Cue cue : cues) {
      blocks.append(Timestamp.of(cue.beginMs(), '.')).append(" --> ");
      blocks.append(Timestamp.of(cue.endMs(), '.')).append('\n');
      for (String line : cue.lines()) {
        blocks.append(Plain.escaped(Direction.line(line, language))).append('\n');
      }
      blocks.append('\n');
    }
    return blocks;
  }
}
