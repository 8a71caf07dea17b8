package io.surtitle.subtitle;

import java.util.List;
import java.util.regex.Pattern;

/**
 * SubRip, {@code .srt}. Nobody specifies it; lines end with CR LF as SubRip's own do, which every
 * player takes.
 *
 * <p>It cannot escape what players take for tags, entities or times. So that text stays text, a
 * word joiner (U+2060), which is not seen, follows what would begin one.
 */
public final class SubRip {
  private static final Pattern MARKUP =
      Pattern.compile("(?<=[<{])(?=\\S)|(?<=&)(?=[\\w#])|(?<=--)(?=>)");

  private SubRip() {}

  /** A file of {@code cues}, their times in media time. */
  public static String file(List<Cue> cues) {
    StringBuilder file = new StringBuilder();
    int number = 0;
    for (Cue cue : cues) {
      file.append(++number).append("\r\n");
      file.append(Timestamp.of(cue.beginMs(), ',')).append(" --> ");
      file.append(Timestamp.of(cue.endMs(), ',')).append("\r\n");
      cue.lines().forEach(line -> file.append(neutral(line)).append("\r\n"));
      file.append("\r\n");
    }
    return file.toString();
  }

  private static String neutral(String line) {
    return MARKUP.matcher(line).replaceAll("\u2060");
  }
}
