package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WebVttTest {

  @Test
  void aFileHasOneBlockForEachCue() {
    List<Cue> cues =
        List.of(
            new Cue(0, 1_500, List.of("Bonsoir,", "et bienvenue.")),
            new Cue(359_999_999, 363_600_001, List.of("Tard")));

    assertThat(WebVtt.file(cues, "fr"))
        .isEqualTo(
            """
            WEBVTT

            00:00:00.000 --> 00:00:01.500
            Bonsoir,
            et bienvenue.

            99:59:59.999 --> 101:00:00.001
            Tard

            """);
  }

  @Test
  void textDoesNotBecomeMarkup() {
    List<Cue> cues = List.of(new Cue(0, 1, List.of("<b>&amp;\n\n00:01.000 --> 00:02.000\u0000")));

    assertThat(WebVtt.file(cues, "fr"))
        .endsWith("\n&lt;b&gt;&amp;amp; 00:01.000 --&gt; 00:02.000\n\n");
  }

  @Test
  void aFileWithoutCuesIsValid() {
    assertThat(WebVtt.file(List.of(), "fr")).isEqualTo("WEBVTT\n\n");
  }
}
