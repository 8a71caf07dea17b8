package io.surtitle.task.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.engine.Input;
import io.surtitle.inference.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A recogniser with a voice-activity detector, whose chunks are of another size. */
class VoicedTest {
  private static final Bundle LOUD = Bundle.load(Path.of("src/test/resources/loud-bundle"));
  private static final Model DETECTOR = Model.load(LOUD, 1);
  private static final Transcribe TRANSCRIBE =
      new Transcribe(Letters.BUNDLE, LOUD, TranscribeSettings.DEFAULT);
  private static final int CHUNK = 1_920;

  private final Hearer hearer = new Hearer(TRANSCRIBE, Letters.MODEL, DETECTOR);

  @Test
  void utterancesEndWhereTheVoiceDoes() {
    hearer.hear(
        Letters.audio()
            .pause(300, 40)
            .say("a pair of shoes")
            .pause(1_020, 40)
            .say("a pair")
            .pause(1_020));

    assertThat(hearer.text()).isEqualTo("A pair of shoes . A pair .");
    assertThat(hearer.said.get(0).startPts()).isEqualTo(300);
    assertThat(hearer.session().isOpen()).isFalse();
  }

  @Test
  void theRecogniserDoesNotHearSilence() {
    hearer.hear(Letters.audio().pause(60_000, 40).say("shoes").pause(60_000, 40));

    assertThat(hearer.text()).isEqualTo("Shoes .");
    int chunks = 120_000 * 16 / CHUNK;
    assertThat(hearer.rows.get("detector")).isEqualTo((120_000 + 300) * 16 / 512);
    assertThat(hearer.rows.get("recognizer")).isLessThan(chunks / 50);
  }

  /** A word begins before the detector hears it. */
  @Test
  void theFirstLettersAreNotLost() {
    for (int start = 0; start < 40; start++) {
      Hearer other = new Hearer(TRANSCRIBE, Letters.MODEL, DETECTOR);
      other.hear(Letters.audio().pause(2_400 + 30 * start, 40).say("a pair").pause(1_200, 40));

      assertThat(other.text()).as("after " + start).isEqualTo("A pair .");
    }
  }

  @Test
  void theLastWordOfAClipComes() {
    for (int start = 0; start < 20; start++) {
      Hearer clip = new Hearer(TRANSCRIBE, Letters.MODEL, DETECTOR);
      clip.hear(Letters.audio().pause(30 * start, 40).say("a pair of shoes").samples(), true, -1);

      assertThat(clip.text()).isEqualTo("A pair of shoes .");
      assertThat(clip.session().isOpen()).isFalse();
    }
  }

  @Test
  void silenceOfTheProducerEndsAnUtterance() {
    hearer.hear(Letters.audio().say("a pair of"));
    hearer.take(Input.silence(0, 99_000));

    assertThat(hearer.text()).isEqualTo("A pair of .");
  }

  @Test
  void howRecordsCutTheSamplesDoesNotMatter() {
    short[] audio =
        Letters.audio()
            .pause(630, 40)
            .say("the apple and ")
            .sayPear()
            .say(" salad")
            .pause(1_500, 40)
            .say("a pair of shoes")
            .pause(3_000)
            .say("a pair")
            .samples();
    hearer.hear(audio, true, -1);
    List<String> expected = hearer.timed();
    assertThat(hearer.text()).isEqualTo("The apple and pear salad . A pair of shoes . A pair .");

    for (int seed = 0; seed < 8; seed++) {
      Hearer other = new Hearer(TRANSCRIBE, Letters.MODEL, DETECTOR);
      other.hearCut(audio, new Random(seed), seed % 2 == 0 ? 700 : 12_000);
      assertThat(other.timed()).isEqualTo(expected);
    }
    assertThat(hearer.largest).isLessThanOrEqualTo((int) TRANSCRIBE.mostBytes());
  }

  @Test
  void anotherDetectorBeginsSessionsAnew() {
    hearer.hear(Letters.audio().say("a pair"));

    Transcribe alone = new Transcribe(Letters.BUNDLE, null, TranscribeSettings.DEFAULT);

    assertThat(alone.decode(hearer.session)).isNull();
  }
}
