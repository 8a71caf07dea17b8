package io.surtitle.cli.terminal;

import static io.surtitle.event.Caption.Status.FINAL;
import static io.surtitle.event.Caption.Status.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.event.CaptionJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionViewTest {
  private final StringWriter out = new StringWriter();
  private final PrintWriter writer = new PrintWriter(out);

  @Test
  void linesHaveFinalCaptionsOnly() {
    LineView view = new LineView(writer, true, true);

    view.show(Captions.of("a", "fr", "1.0", 0, PARTIAL, "un"));
    view.show(Captions.of("a", "fr", "1.0", 1, FINAL, "un\ndeux"));

    assertThat(out).hasToString("a\tfr\tun deux\n");
  }

  @Test
  void linesWithoutSettledColumns() {
    LineView view = new LineView(writer, false, false);

    view.show(Captions.of("a", "fr", "1.0", 0, FINAL, "un"));

    assertThat(out).hasToString("un\n");
  }

  @Test
  void jsonIsOneLineEach() {
    var caption = Captions.of("a", "fr", "1.0", 0, PARTIAL, "un\ndeux");

    new JsonView(writer).show(caption);

    assertThat(out.toString()).endsWith("\n").hasLineCount(1);
    assertThat(CaptionJson.decode(out.toString().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(caption);
  }

  @Test
  void captionsGrowInPlace() {
    LiveView view = view("de", "fr");

    view.show(Captions.of("a", "fr", "1.0", 0, PARTIAL, "un"));
    view.show(Captions.of("a", "fr", "1.0", 1, PARTIAL, "un deux"));

    assertThat(plain())
        .isEqualTo("    source of 1.0\nde  \nfr  un\n<3>    source of 1.0\nde  \nfr  un deux\n");
  }

  @Test
  void finishedCaptionsStay() {
    LiveView view = view("de", "fr");

    view.show(Captions.of("a", "fr", "1.0", 0, FINAL, "un"));
    view.show(Captions.of("a", "de", "1.0", 0, FINAL, "eins"));
    view.show(Captions.of("a", "fr", "2.0", 0, PARTIAL, "deux"));

    assertThat(plain())
        .endsWith("<3>    source of 1.0\nde  eins\nfr  un\n\n    source of 2.0\nde  \nfr  deux\n");
  }

  @Test
  void anOldRevisionChangesNothing() {
    LiveView view = view("fr");

    view.show(Captions.of("a", "fr", "1.0", 1, PARTIAL, "un deux"));
    view.show(Captions.of("a", "fr", "1.0", 0, PARTIAL, "un"));

    assertThat(plain()).endsWith("<2>    source of 1.0\nfr  un deux\n");
  }

  @Test
  void twoStreamsAreNamed() {
    LiveView view = view("fr");

    view.show(Captions.of("a", "fr", "1.0", 0, PARTIAL, "un"));
    view.show(Captions.of("b", "fr", "1.0", 0, PARTIAL, "deux"));

    assertThat(plain())
        .endsWith("<2>    [a] source of 1.0\nfr  un\n    [b] source of 1.0\nfr  deux\n");
  }

  @Test
  void manyOpenCaptionsDoNotOutgrowTheScreen() {
    LiveView view = view("fr");

    for (int i = 0; i < 50; i++) {
      view.show(Captions.of("a", "fr", i + ".0", 0, PARTIAL, "un"));
    }

    assertThat(plain().replaceAll("(?s).*<(\\d+)>.*", "$1")).isEqualTo("23");
  }

  @Test
  void ofManyLanguagesTheFirstAreShownAndTheOthersNamed() {
    LiveView view = view("ar", "bn", "de", "el", "es", "fa", "fr", "he", "hi", "hu", "it", "ja");

    view.show(Captions.of("a", "ja", "1.0", 0, PARTIAL, "\u8a66\u5408"));
    view.show(Captions.of("a", "hu", "1.0", 0, PARTIAL, "egy"));
    view.show(Captions.of("a", "hi", "1.0", 0, PARTIAL, "ek"));

    assertThat(plain().lines())
        .containsExactly(
            "    source of 1.0",
            "ar  ",
            "bn  ",
            "de  ",
            "el  ",
            "es  ",
            "fa  ",
            "fr  ",
            "he  ",
            "hi  ek",
            "and 3 more, on the page: hu it ja");
  }

  @Test
  void aCaptionIsPrintedOnceWhenItIsFinalInTheLanguagesShown() {
    LiveView view = view("de", "fr");

    for (int i = 0; i < 20; i++) {
      view.show(Captions.of("a", "de", i + ".0", 0, FINAL, "eins" + i));
    }
    for (int i = 0; i < 20; i++) {
      view.show(Captions.of("a", "fr", i + ".0", 0, FINAL, "un" + i));
    }

    assertThat(plain()).containsOnlyOnce("de  eins3\nfr  un3\n\n");
    assertThat(plain()).doesNotContain("de  eins3\nfr  \n\n");
  }

  @Test
  void textFromRightToLeftIsKeptApartFromItsTag() {
    LiveView view = view("ar", "de");

    view.show(Captions.of("a", "ar", "1.0", 0, PARTIAL, "\u0645\u0631\u062d\u0628\u0627 LeBron."));
    view.show(Captions.of("a", "de", "1.0", 0, PARTIAL, "Hallo LeBron."));

    assertThat(plain())
        .endsWith("ar  \u2067\u0645\u0631\u062d\u0628\u0627 LeBron.\u2069\nde  Hallo LeBron.\n");
  }

  private LiveView view(String... languages) {
    return new LiveView(writer, new ScreenSize(24, 60), List.of(languages), "on the page");
  }

  /** What was written, with the number of lines taken back, and no colours. */
  private String plain() {
    return out.toString()
        .replaceAll("\u001b\\[(\\d+)A\r\u001b\\[J", "<$1>")
        .replace("\r\u001b[J", "")
        .replaceAll("\u001b\\[\\d+m", "");
  }
}
