package io.surtitle.subtitle;

import java.util.List;
import java.util.regex.Pattern;

/**
 * SubRip, {@code .srt}. It has no specification; lines end with CR LF as in SubRip's own files,
 * which every player accepts.
 *
 * <p>The format has no escapes for text that players take for tags, entities or times. An invisible
 * word joiner (U+2060) is therefore inserted after a character that would begin one.
 */
public final class SubRip {
  private static final Pattern MARKUP =
      Pattern.compile("(?<=[<{])(?=\\S)|(?<=&)(?=[\\w#])|(?<=--)(?=>)");

  private SubRip() {}

  /**
   * A file of {@code cues}, timed in media time.
   *
   * @param language of the text, a BCP 47 tag
   */
  public static String file(List<Cue> cues, String language) {
    StringBuilder file = new StringBuilder();
    int number = 0;
    for (Cue cue : cues) {
      file.append(++number).append("\r\n");
      file.append(Timestamp.of(cue.beginMs(), ',')).append(" --> ");
      file.append(Timestamp.of(cue.endMs(), ',')).append("\r\n");
      for (String line : cue.lines()) {
        file.append(neutral(Direction.line(line, language))).append("\r\n");
      }
      file.append("\r\n");
    }
    return file.toString();
  }

  private static String neutral(String line) {
    return MARKUP.matcher(line).replaceAll("\u2060");
  }
}
