package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The languages on the viewer page, in a real browser: 24 of one stream. */
class PageLanguagesIT {
  private static final String FINAL = ".caption.final";

  private static ViewerPage page;
  private static Station station;

  @BeforeAll
  static void start(@TempDir Path state) throws Exception {
    page = ViewerPage.inBrowser();
    station = new Station(state);
    station.captionInAll("all");
  }

  @AfterAll
  static void stop() {
    if (page != null) {
      page.close();
    }
    if (station != null) {
      station.close();
    }
  }

  @Test
  void allLanguagesAreListedByTheirOwnNamesInTheirOwnDirection() throws Exception {
    page.open(station.page(), "stream=all&lang=fr");
    page.awaitTexts(FINAL, List.of("fr.")::equals);

    page.click("#lang");

    assertThat(page.awaitTexts("#lang-list > li", all -> all.size() == 24))
        .contains("Deutsch German", "日本語 Japanese", "Türkçe Turkish", "العربية Arabic")
        .doesNotHaveDuplicates();
    assertThat(page.texts("#lang-list [dir=rtl]")).hasSize(4);
    assertThat(page.texts("#lang-list :lang(ur)[dir=rtl]")).containsExactly("اردو");
    assertThat(page.texts("#lang-list [aria-selected=true]")).containsExactly("Français French");
    page.photograph("languages");
    assertThat(page.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "turk, tr",
    "türk, tr",
    "francais, fr",
    "FRANÇ, fr",
    "japanese, ja",
    "日本, ja",
    "tieng, vi",
    "हिन्, hi",
    "עבר, he",
    "pt, pt",
    "pt-BR, pt",
    "pt_br, pt",
    "fil, tl",
    "zh-CN, zh",
    "iw, he"
  })
  void aLanguageIsFoundByTyping(String typed, String found) {
    page.open(station.page(), "stream=all&lang=nl");
    page.awaitTexts(FINAL, List.of("nl.")::equals);

    page.tabTo("#lang");
    page.type(typed, Keys.ENTER);

    page.awaitTexts(FINAL, texts -> plain(texts).equals(found + "."));
    assertThat(page.script("return document.getElementById('lang').lang")).isEqualTo(found);
  }

  @Test
  void whatIsTypedInVainIsSaidAndTakenBack() {
    page.open(station.page(), "stream=all&lang=zh");
    page.awaitTexts(FINAL, List.of("zh.")::equals);

    page.tabTo("#lang");
    page.type("zh-TW");

    assertThat(page.texts("#lang-list > li")).isEmpty();
    assertThat(page.texts("#lang-list + [role=status]")).containsExactly("No such language here");
    page.type(Keys.ENTER, Keys.ESCAPE);
    page.awaitScript("return document.getElementById('lang').value", "中文");
    assertThat(page.script("return document.querySelector('.options').hidden")).isEqualTo("true");
    assertThat(page.texts(FINAL)).containsExactly("zh.");
  }

  @Test
  void aLinkFindsTheLanguageOfALongerTag() {
    page.open(station.page(), "stream=all&lang=pt-BR&lang2=fil-PH");

    page.awaitTexts(FINAL, List.of("pt.", "tl.")::equals);
    assertThat(page.address()).contains("stream=all&lang=pt&lang2=tl");
  }

  @Test
  void aPreviewIsLabelledWithItsMeasuredQuality() {
    page.open(station.page(), "stream=tomorrow&lang=de");
    String show =
        """
        return import('./pane.js').then(({ Pane }) => {
          const pane = new Pane(document.getElementById('panes'), () => {}, () => {});
          pane.show('quality', 'hi', 'live');
          pane.caption({ id: '1', revision: 0, status: 'final', text: 'x', ...%s });
          const label = document.querySelector('.pane:last-child .preview');
          return [label.hidden, label.title].join(' ');
        });
        """;

    assertThat(page.script(show.formatted("{ chrf: 28.43, preview: true }")))
        .isEqualTo("false Preview, many captions are wrong. Measured quality: chrF 28.4 of 100.");
    assertThat(page.violations()).isEmpty();
    assertThat(page.script(show.formatted("{ preview: true }")))
        .isEqualTo("false Preview, many captions are wrong. Measured quality is low.");
    assertThat(page.script(show.formatted("{ chrf: 51 }"))).startsWith("true ");
    assertThat(page.script(show.formatted("{}"))).startsWith("true ");
  }

  /** Without the isolates around Latin letters in text that is written from the right. */
  private static String plain(List<String> texts) {
    return String.join("|", texts).replaceAll("[\\u2066-\\u2069]", "");
  }
}
