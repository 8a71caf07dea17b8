package io.surtitle.subtitle;

import java.util.List;

/** WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format"), to be sent as {@code text/vtt}. */
public final class WebVtt {
  private WebVtt() {}

  /** A file of {@code cues}, their times in media time. */
  public static String file(List<Cue> cues) {
    return "WEBVTT\n\n" + blocks(cues);
  }

  /**
   * A segment for HTTP Live Streaming: media time 0 is the picture's time 0 (RFC 8216, section
   * 3.5). It ends with an empty line, since some players read segments in one go.
   */
  static String segment(List<Cue> cues) {
    return "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n" + blocks(cues);
  }

  private static StringBuilder blocks(List<Cue> cues) {
    StringBuilder blocks = new StringBuilder();
    for (Cue cue : cues) {
      blocks.append(Timestamp.of(cue.beginMs(), '.')).append(" --> ");
      blocks.append(Timestamp.of(cue.endMs(), '.')).append('\n');
      cue.lines().forEach(line -> blocks.append(Plain.escaped(line)).append('\n'));
      blocks.append('\n');
    }
    return blocks;
  }
}
