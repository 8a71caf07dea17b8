package io.surtitle.task.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.engine.Input;
import io.surtitle.inference.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator over a recogniser that reads letters off the level of frames. */
class TranscribeTest {
  private static final Transcribe TRANSCRIBE =
      new Transcribe(Letters.BUNDLE, null, TranscribeSettings.DEFAULT);

  @TempDir private Path directory;

  private final Hearer hearer = new Hearer(TRANSCRIBE, Letters.MODEL);

  @Test
  void wordsAreWrittenAndEndWithAFullStop() {
    hearer.hear(
        Letters.audio().pause(300).say("the apple and ").sayPear().say(" salad").pause(1_020));

    assertThat(hearer.text()).isEqualTo("The apple and pear salad .");
    assertThat(hearer.said).extracting(Said::number).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(hearer.said)
        .extracting(Said::end)
        .containsExactly(false, false, false, false, false, true);
    assertThat(hearer.session().isSpeaking()).isFalse();
  }

  @Test
  void withoutALanguageModelTheSoundDecides() throws IOException {
    Bundle alone = Letters.with(directory, "\"lmWeight\": 0.5", "\"lmWeight\": 0.0");

    assertThat(heardPear(alone)).isEqualTo("The apple and pair salad .");
  }

  @Test
  void aRecurrentLanguageModelRunsInTheSameWaves() throws IOException {
    Bundle recurrent =
        Letters.with(
            directory,
            "\"lmWeight\": 0.5",
            "\"lmWeight\": 0.0",
            "\"rnnWeight\": 0.0",
            "\"rnnWeight\": 0.5",
            "\"ngram\": \"words.arpa\"",
            "\"ngram\": \"\"");

    assertThat(heardPear(recurrent)).isEqualTo("The apple and pear salad .");
  }

  private static String heardPear(Bundle bundle) {
    Transcribe transcribe = new Transcribe(bundle, null, TranscribeSettings.DEFAULT);
    try (Model model = Model.load(bundle, 1)) {
      Hearer hearer = new Hearer(transcribe, model);
      hearer.hearCut(
          Letters.audio().say("the apple and ").sayPear().say(" salad").samples(),
          new Random(1),
          900);
      return hearer.text();
    }
  }

  /** A producer that ends in mid-word, and a clip that ends with its last letter. */
  @Test
  void theLastWordOfAClipComes() {
    for (int cut = 0; cut < 40; cut++) {
      Hearer clip = new Hearer(TRANSCRIBE, Letters.MODEL);

      clip.hear(Letters.audio().pause(cut * 30).say("a pair of shoes").samples(), true, -1);

      assertThat(clip.text()).isEqualTo("A pair of shoes .");
      assertThat(clip.session().isOpen()).isFalse();
    }
  }

  @Test
  void silenceOfTheProducerEndsAnUtterance() {
    hearer.hear(Letters.audio().say("shoes"));
    assertThat(hearer.session().isOpen()).isTrue();

    hearer.take(Input.silence(0, 99_000));

    assertThat(hearer.text()).isEqualTo("Shoes .");
    assertThat(hearer.said.get(1).timestamp()).isEqualTo(99_000);
    assertThat(hearer.session().isOpen()).isFalse();
  }

  @Test
  void aSingleShortWordIsNotLostBeforeSilence() {
    hearer.hear(Letters.audio().pause(21_000, 30).say("a"));
    assertThat(hearer.session().isOpen()).isTrue();

    hearer.take(Input.silence(0, 99_000));

    assertThat(hearer.text()).isEqualTo("A .");
  }

  /** CTC collapses equal labels, but not over the end of an utterance. */
  @Test
  void afterAnEndpointTheSameLetterIsHeardAgain() {
    hearer.hear(Letters.audio().say("shoes").pause(900).say("shoes").pause(900));
    hearer.hear(Letters.audio().say("a").samples(), true, -1);
    hearer.hear(Letters.audio().say("a").samples(), true, -1);

    assertThat(hearer.text()).isEqualTo("Shoes . Shoes . A . A .");
  }

  @Test
  void howRecordsCutTheSamplesDoesNotMatter() {
    short[] audio =
        Letters.audio()
            .pause(480)
            .say("the apple and ")
            .sayPear()
            .say(" salad")
            .pause(1_500, 40)
            .say("a pair of shoes twenty three")
            .pause(390)
            .say(" to one")
            .pause(30_000)
            .say("a pair")
            .samples();
    hearer.hear(audio, true, -1);
    List<String> expected = hearer.timed();
    assertThat(hearer.text())
        .isEqualTo("The apple and pear salad . A pair of shoes 23 to one . A pair .");

    for (int seed = 0; seed < 12; seed++) {
      Hearer other = new Hearer(TRANSCRIBE, Letters.MODEL);
      other.hearCut(audio, new Random(seed), seed % 3 == 0 ? 400 : 12_000);
      assertThat(other.timed()).isEqualTo(expected);
      assertThat(other.said)
          .extracting(Said::number)
          .isEqualTo(hearer.said.stream().map(Said::number).toList());
    }
  }

  @Test
  void wordsHaveTheTimesOfTheirLetters() {
    hearer.hear(Letters.audio().pause(240).say("a pair").pause(420).samples(), false, 60_000);
    hearer.hear(Letters.audio().say(" of").pause(960).samples(), false, 61_020);

    assertThat(hearer.timed())
        .containsExactly("A 60240-60270", "pair 60360-60570", "of 61080-61170", ". 61170-61170");
  }

  @Test
  void aJumpOfTheClockEndsAnUtteranceAndSetsTheClock() {
    hearer.hear(Letters.audio().say("a pair").samples(), false, 0);
    hearer.hear(Letters.audio().say("of shoes").samples(), true, 100_000);

    assertThat(hearer.text()).isEqualTo("A pair . Of shoes .");
    assertThat(hearer.said.get(0).startPts()).isEqualTo(0);
    assertThat(hearer.said.get(3).startPts()).isEqualTo(100_000);
  }

  @Test
  void aWordIsSentSoonAfterItsEnd() {
    Letters audio = Letters.audio().say("the apple and ").sayPear().say(" salad").pause(600);
    short[] samples = audio.samples();
    int record = 320;
    for (int from = 0; from < samples.length; from += record) {
      int before = hearer.said.size();
      hearer.hear(Arrays.copyOfRange(samples, from, from + record), false, -1);
      int now = (from + record) / 16;
      for (Said each : hearer.said.subList(before, hearer.said.size())) {
        assertThat(now - each.endPts()).as(each.text()).isLessThan(800);
      }
    }
    assertThat(hearer.text()).isEqualTo("The apple and pear salad");
  }

  @Test
  void aNumberWaitsForItsRest() {
    hearer.hear(Letters.audio().say("a pair twenty ").pause(300));
    assertThat(hearer.text()).isEqualTo("A pair");

    hearer.hear(Letters.audio().say("three ").pause(510));
    assertThat(hearer.text()).isEqualTo("A pair");
    hearer.hear(Letters.audio().pause(510));

    assertThat(hearer.text()).isEqualTo("A pair 23 .");
    assertThat(hearer.said.get(2).endPts() - hearer.said.get(2).startPts()).isGreaterThan(600);
  }

  @Test
  void aLongUtteranceEndsWithAWord() {
    Letters audio = Letters.audio();
    for (int i = 0; i < 10; i++) {
      audio.say("a pair of shoes ");
    }
    Transcribe brief =
        new Transcribe(
            Letters.BUNDLE,
            null,
            new TranscribeSettings(
                TranscribeSettings.DEFAULT.silence(), Duration.ofSeconds(4), null));
    Hearer other = new Hearer(brief, Letters.MODEL);

    other.hear(audio.samples(), true, -1);

    assertThat(other.said.stream().filter(Said::end).count()).isEqualTo(3);
    assertThat(other.text().replace(" .", "").toLowerCase(Locale.ROOT))
        .isEqualTo("a pair of shoes ".repeat(10).strip());
  }

  @Test
  void nothingIsRepeatedAfterAPause() {
    hearer.hear(Letters.audio().say("a pair of shoes").pause(30_000, 25).say("a pair").pause(900));

    assertThat(hearer.text()).isEqualTo("A pair of shoes . A pair .");
  }

  @Test
  void anHourOfZerosCostsNothingAndChangesNothing() {
    hearer.hear(Letters.audio().say("a pair").pause(2_100));
    int rows = hearer.rows.getOrDefault("recognizer", 0);
    byte[] before = hearer.session;
    for (int minute = 0; minute < 60; minute++) {
      hearer.hear(Letters.audio().pause(60_000));
    }
    assertThat(hearer.rows.get("recognizer")).isEqualTo(rows);
    assertThat(hearer.session).hasSameSizeAs(before);

    hearer.hear(Letters.audio().say("the apple and ").sayPear().say(" salad").pause(1_020));

    assertThat(hearer.text()).isEqualTo("A pair . The apple and pear salad .");
  }

  @Test
  void noiseAndTonesAreBounded() {
    Random random = new Random(5);
    short[] noise = new short[Letters.RATE * 60];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (random.nextGaussian() * 4_000);
    }
    hearer.hearCut(noise, random, 20_000);
    short[] loud = new short[Letters.RATE * 20];
    Arrays.fill(loud, (short) 9_000); // one letter without end
    hearer.hear(loud, false, -1);
    for (int i = 0; i < loud.length; i++) {
      loud[i] = (short) (i / 480 % 2 == 0 ? 9_000 : 0); // one word without end
    }
    hearer.hearCut(loud, random, 20_000);
    hearer.end();

    assertThat(hearer.largest).isLessThanOrEqualTo((int) TRANSCRIBE.mostBytes());
  }
}
