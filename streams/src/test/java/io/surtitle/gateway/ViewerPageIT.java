package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.event.Caption.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The viewer page in a real browser, on the real gateway, Kafka and engine. */
class ViewerPageIT {
  private static final String FINAL = ".caption.final";
  private static final String STATE = ".state";
  private static final String SPEECH =
      "Luis, what do you expect from the Mariners tonight? They will run, they will shoot threes,"
          + " and they will defend. We are here with a good friend, and it is a close game.";

  private static ViewerPage page;
  private static Station station;

  @BeforeAll
  static void start(@TempDir Path state) throws Exception {
    page = ViewerPage.inBrowser();
    station = new Station(state);
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
  void aCaptionAppearsWhileItIsSpoken() throws Exception {
    page.open(station.page(), "stream=speaking&lang=fr");
    station.say("speaking", "They will run, they will shoot threes, and they will");
    String soFar =
        page.awaitTexts(".caption.partial", all -> !String.join("", all).isBlank()).get(0);

    station.say("speaking", "defend high.");

    assertThat(page.awaitTexts(FINAL, all -> all.size() == 1).get(0))
        .startsWith(soFar)
        .isNotEqualTo(soFar);
    assertThat(page.erased()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "steady"})
  void shownTextNeverChanges(String mode) throws Exception {
    String stream = "unchanging-" + mode;
    page.open(station.page(), "stream=" + stream + "&lang=de&lang2=fr&mode=" + mode);

    station.say(stream, SPEECH);

    page.awaitTexts(FINAL, all -> all.size() == 6);
    assertThat(page.erased()).isEmpty();
  }

  @Test
  void afterANetworkFailureEveryCaptionIsShownOnce() {
    try (Cable cable = Cable.to(station.page())) {
      List<String> all = IntStream.range(0, 6).mapToObj(n -> "Satz " + n + ".").toList();
      IntStream.range(0, 3).forEach(n -> station.caption("cut", "de", n, all.get(n)));
      station.revision("cut", "de", 3, 0, Status.PARTIAL, "Satz");
      page.open(cable.address(), "stream=cut&lang=de");
      page.awaitTexts(".caption", shown -> shown.size() == 4);

      cable.cut();
      station.revision("cut", "de", 3, 1, Status.FINAL, all.get(3));
      IntStream.range(4, 6).forEach(n -> station.caption("cut", "de", n, all.get(n)));
      page.awaitTexts(STATE, List.of("Reconnecting…")::equals);
      cable.mend();

      page.awaitTexts(STATE, List.of("Live")::equals);
      assertThat(page.awaitTexts(FINAL, shown -> shown.size() >= 6)).isEqualTo(all);
      assertThat(page.texts(".caption")).isEqualTo(all);
      assertThat(page.erased()).isEmpty();
    }
  }

  @Test
  void aBroadcastWithARecreatedTopicIsShownFromItsBeginning() throws Exception {
    IntStream.range(0, 3).forEach(n -> station.caption("anew", "ko", n, "Before " + n + "."));
    page.open(station.page(), "stream=anew&lang=ko");
    page.awaitTexts(FINAL, all -> all.size() == 3);

    station.makeAnew("ko");
    station.caption("anew", "ko", 0, "After.");

    page.awaitTexts(".caption", List.of("After.")::equals);
  }

  @ParameterizedTest
  @CsvSource({
    "ar, rtl, مرحبا بكم في المباراة.",
    "he, rtl, ברוכים הבאים למשחק.",
    "ja, ltr, 試合へようこそ。"
  })
  void textRunsInTheDirectionOfItsScript(String language, String direction, String text)
      throws Exception {
    station.caption("scripts", language, 0, text);

    page.open(station.page(), "stream=scripts&lang=" + language + "&theme=dark");

    assertThat(page.awaitTexts(FINAL, all -> !all.isEmpty())).containsExactly(text);
    assertThat(
            page.script(
                """
                const caption = document.querySelector('.caption');
                const letter = (n) => {
                  const range = document.createRange();
                  range.setStart(caption.firstChild, n);
                  range.setEnd(caption.firstChild, n + 1);
                  return range.getBoundingClientRect();
                };
                const first = letter(0), last = letter(caption.textContent.length - 1);
                const box = caption.parentElement.getBoundingClientRect();
                const style = getComputedStyle(caption);
                return [style.direction, first.left > last.left ? 'rtl' : 'ltr',
                  first.left > box.left + box.width / 2 ? 'rtl' : 'ltr',
                  caption.closest('[lang]').lang].join(' ');
                """))
        .isEqualTo(String.join(" ", direction, direction, direction, language));
    page.photograph("script-" + language);
  }

  /** The number stands to the left of the name, and the score is not reversed. */
  @Test
  void namesAndScoresKeepTheirPlaceInTextFromRightToLeft() {
    station.caption("isolates", "ar", 0, "LeBron (23) سجل 112-98.");

    page.open(station.page(), "stream=isolates&lang=ar");

    page.awaitTexts(FINAL, all -> !all.isEmpty());
    assertThat(
            page.script(
                """
                const text = document.querySelector('.caption').firstChild;
                const left = (some) => {
                  const range = document.createRange();
                  range.setStart(text, text.data.indexOf(some));
                  range.setEnd(text, text.data.indexOf(some) + 1);
                  return range.getBoundingClientRect().left;
                };
                return [left('L') > left('2'), left('11') < left('98')].join(' ');
                """))
        .isEqualTo("true true");
  }

  @Test
  void textIsNeverMarkup() {
    String hostile = "<img src=x onerror=\"window.hacked = 1\"><b>bold</b> & &lt;i&gt;";
    station.caption("hostile", "de", 0, hostile);

    page.open(station.page(), "stream=hostile&lang=de");

    assertThat(page.awaitTexts(FINAL, all -> !all.isEmpty())).containsExactly(hostile);
    assertThat(page.script("return document.querySelectorAll('.caption *').length")).isEqualTo("0");
    assertThat(page.script("return typeof hacked")).isEqualTo("undefined");
  }

  @Test
  void twoLanguagesSideBySide() throws Exception {
    station.say("two", SPEECH);

    page.open(station.page(), "stream=two&lang=fr&lang2=de&theme=light");

    page.awaitTexts(FINAL, all -> all.size() == 6);
    assertThat(page.texts(".pane h2")).containsExactly("Français", "Deutsch");
    assertThat(
            page.script(
                """
                const [a, b] = [...document.querySelectorAll('.pane')]
                  .map((pane) => pane.getBoundingClientRect());
                return a.right <= b.left && a.top === b.top && a.width === b.width;
                """))
        .isEqualTo("true");
    page.photograph("two-languages");
  }

  @Test
  void screenReadersGetOnlyFinalCaptions() {
    station.caption("ears", "de", 0, "Guten Abend.");
    page.open(station.page(), "stream=ears&lang=de");
    page.awaitTexts("[aria-live=polite] > *", List.of("Guten Abend.")::equals);

    station.revision("ears", "de", 1, 0, Status.PARTIAL, "Das Spiel");
    page.awaitTexts(".caption.partial", List.of("Das Spiel")::equals);
    station.revision("ears", "de", 1, 1, Status.FINAL, "Das Spiel beginnt.");

    page.awaitTexts("[aria-live=polite] > *", all -> all.size() == 2);
    assertThat(page.announced()).containsExactly("Guten Abend.", "Das Spiel beginnt.");
  }

  @Test
  void aReaderWhoScrollsUpStaysThereUntilTheyJumpToLive() {
    String distance =
        "const s = document.querySelector('.scroller');"
            + "return s.scrollHeight - s.scrollTop - s.clientHeight < 2";
    IntStream.range(0, 40).forEach(n -> station.caption("long", "de", n, "Satz " + n + "."));
    page.open(station.page(), "stream=long&lang=de");
    page.awaitTexts(FINAL, all -> all.size() == 40);
    page.awaitScript(distance, "true");

    page.script("document.querySelector('.scroller').scrollTop = 100");
    page.awaitScript("return document.querySelector('.jump').hidden", "false");
    station.caption("long", "de", 40, "Satz 40.");
    page.awaitTexts(FINAL, all -> all.size() == 41);
    assertThat(page.script("return document.querySelector('.scroller').scrollTop"))
        .isEqualTo("100");
    page.click(".jump");

    page.awaitScript(distance, "true");
    assertThat(page.script("return document.querySelector('.jump').hidden")).isEqualTo("true");
  }

  @Test
  void theKeyboardReachesEverything() {
    station.caption("keys", "de", 0, "Guten Abend.");
    station.caption("keys", "fr", 0, "Bonsoir.");
    page.open(station.page(), "stream=keys&lang=fr");
    page.awaitTexts(FINAL, List.of("Bonsoir.")::equals);

    page.tabTo("#lang");
    page.type("germ", Keys.ENTER);
    page.tabTo("#lang2");
    page.type(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER);
    page.tabTo("#display summary");
    page.type(Keys.ENTER);
    page.tabTo("#size");
    page.type(Keys.ARROW_RIGHT, Keys.ESCAPE);

    page.awaitTexts(FINAL, List.of("Guten Abend.", "Bonsoir.")::equals);
    assertThat(page.address()).endsWith("/?stream=keys&lang=de&lang2=fr&size=110");
    assertThat(page.script("return document.activeElement.textContent")).isEqualTo("Display");
  }

  @Test
  void theTokenGivesAccessToTheCaptions() throws Exception {
    station.caption("secret", "de", 0, "Unter uns gesagt.");
    page.open(station.lockedPage(), "stream=secret&lang=de&theme=light");
    page.awaitScript("return document.activeElement.id", "token");

    page.type("guessed", Keys.ENTER);
    page.awaitTexts("#login-error", List.of("That is not the token.")::equals);
    assertThat(page.violations()).isEmpty();
    page.photograph("token");
    page.script("document.getElementById('token').value = ''");
    page.type(Station.TOKEN, Keys.ENTER);

    page.awaitTexts(FINAL, List.of("Unter uns gesagt.")::equals);
    assertThat(page.script("return document.cookie")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "light, 1280, false",
    "dark, 1280, true",
    "contrast, 1280, true",
    "light, 360, true",
    "dark, 360, false",
    "contrast, 360, false"
  })
  void axeFindsNoViolations(String theme, int width, boolean display) throws Exception {
    station.caption("axe", "ar", 0, "مساء الخير.");
    station.caption("axe", "fr", 0, "Bonsoir.");
    station.revision("axe", "fr", 1, 0, Status.PARTIAL, "Le match");

    page.open(station.page(), "stream=axe&lang=fr&lang2=ar&theme=" + theme, width);
    page.awaitTexts(".caption", all -> all.size() >= 3);
    page.script("document.getElementById('display').open = arguments[0]", display);

    assertThat(page.violations()).isEmpty();
    page.photograph(theme + "-" + width);
  }

  @Test
  void thePageSaysThatNothingIsSpokenYet() {
    page.open(station.page(), "stream=tomorrow&lang=de");

    page.awaitTexts("#empty-title", List.of("“tomorrow” has not begun")::equals);
    assertThat(page.violations()).isEmpty();
  }
}
