package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said, on the viewer page in a real browser: its sound and its text. */
class PageSoundIT {
  private static final String FINAL = ".caption.final";

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
  void whatWasSaidStandsAboveItsCaptionIfTheReaderWants() throws Exception {
    station.say("said", "The game begins.");
    page.open(station.page(), "stream=said&lang=fr&source=shown");
    page.awaitTexts(FINAL, all -> all.size() == 1);
    String shown = "return document.querySelector('.source').checkVisibility()";
    assertThat(page.script(shown)).isEqualTo("true");
    assertThat(page.texts(".source")).containsExactly("The game begins.");
    assertThat(page.violations()).isEmpty();

    page.click("#display summary");
    page.click("[name=source][value=hidden]");

    page.awaitScript(shown, "false");
  }

  @Test
  void theSoundOfTheBroadcastIsPlayed() {
    station.caption("loud", "de", 0, "Guten Abend.");
    page.open(station.page(), "stream=loud&lang=de");
    page.awaitScript("return document.getElementById('sound').hidden", "false");
    for (int i = 0; i < 5; i++) {
      station.tone("loud");
    }

    page.click("#sound");

    page.awaitTexts("#message", List.of("Playing the sound of the broadcast.")::equals);
    page.click("#sound");
    assertThat(page.script("return document.getElementById('sound').ariaPressed"))
        .isEqualTo("false");
  }
}
