package io.surtitle.subtitle;

import java.util.List;
import java.util.stream.Collectors;

/**
 * EBU-TT-D 1.0.1 (EBU Tech 3380), which is also IMSC 1 text: white on black, centred, at the bottom
 * of the picture.
 */
public final class EbuTtD {
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"\
       xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ebuttm="urn:ebu:tt:metadata"\
       xmlns:ebutts="urn:ebu:tt:style" ttp:timeBase="media" ttp:cellResolution="50 30"\
       xml:lang="%s">
        <head>
          <metadata>
            <ebuttm:documentMetadata>
              <ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04</ebuttm:conformsToStandard>
              <ebuttm:conformsToStandard>http://www.w3.org/ns/ttml/profile/imsc1/text</ebuttm:conformsToStandard>
            </ebuttm:documentMetadata>
          </metadata>
          <styling>
            <style xml:id="block" tts:direction="%s" tts:fontFamily="proportionalSansSerif"\
       tts:fontSize="160%%" tts:lineHeight="125%%" tts:textAlign="center"\
       ebutts:linePadding="0.5c"/>
            <style xml:id="line" tts:color="#ffffff" tts:backgroundColor="#000000"/>
          </styling>
          <layout>
            <region xml:id="bottom" tts:origin="10%% 10%%" tts:extent="80%% 80%%"\
       tts:displayAlign="after"/>
          </layout>
        </head>
      """;

  private EbuTtD() {}

  /**
   * A document of {@code cues}, timed in media time.
   *
   * @param language of the text, a BCP 47 tag; it also determines the direction of the text
   * @throws IllegalArgumentException if that is not a language tag
   */
  public static String file(List<Cue> cues, String language) {
    String direction = Language.isRightToLeft(language) ? "rtl" : "ltr";
    StringBuilder file = new StringBuilder(HEAD.formatted(language, direction));
    if (!cues.isEmpty()) {
      file.append("  <body>\n    <div region=\"bottom\" style=\"block\">\n");
      int number = 0;
      for (Cue cue : cues) {
        append(file, ++number, cue, language);
      }
      file.append("    </div>\n  </body>\n");
    }
    return file.append("</tt>\n").toString();
  }

  private static void append(StringBuilder file, int number, Cue cue, String language) {
    file.append("      <p xml:id=\"cue").append(number);
    file.append("\" begin=\"").append(Timestamp.of(cue.beginMs(), '.'));
    file.append("\" end=\"").append(Timestamp.of(cue.endMs(), '.')).append("\">");
    file.append(
        cue.lines().stream()
            .map(line -> Plain.escaped(Direction.line(line, language)))
            .map(line -> "<span style=\"line\">" + line + "</span>")
            .collect(Collectors.joining("<br/>")));
    file.append("</p>\n");
  }
}
