package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubRipTest {

  @Test
  void aFileHasOneNumberedBlockForEachCue() {
    List<Cue> cues =
        List.of(
            new Cue(0, 1_500, List.of("Bonsoir,", "et bienvenue.")),
            new Cue(359_999_999, 363_600_001, List.of("Tard")));

    assertThat(SubRip.file(cues, "fr"))
        .isEqualTo(
            """
            1
            00:00:00,000 --> 00:00:01,500
            Bonsoir,
            et bienvenue.

            2
            99:59:59,999 --> 101:00:00,001
            Tard

            """
                .replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "<b>x</b>, <~b>x<~/b>",
    "{\\an8}, {~\\an8}",
    "&lt; &#60;, &~lt; &~#60;",
    "a --> b, a --~> b",
    "3 < 4 & 5, 3 < 4 & 5",
  })
  void textDoesNotBecomeMarkup(String text, String neutral) {
    String file = SubRip.file(List.of(new Cue(0, 1, List.of(text))), "fr");

    assertThat(file).endsWith("\r\n" + neutral.replace('~', '\u2060') + "\r\n\r\n");
  }
}
