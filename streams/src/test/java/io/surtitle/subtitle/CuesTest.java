package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Line breaking and timing of cues at ordinary speed of speech. */
final class CuesTest {
  static List<String> texts() {
    return Samples.all();
  }

  @Test
  void aShortCaptionIsOneCueFromItsBeginningToItsEnd() {
    List<Cue> cues = Cues.of(List.of(new Line("Good evening.", 2_000, 4_500)), "en");

    assertThat(cues).containsExactly(new Cue(2_000, 4_500, List.of("Good evening.")));
  }

  @Test
  void aLongerOneHasTwoLinesBrokenAtTheClause() {
    List<String> lines =
        lines("The council met again this morning, and it has decided to go on.", "en");

    assertThat(lines)
        .containsExactly("The council met again this morning,|and it has decided to go on.");
  }

  @Test
  void sentencesThatDoNotFitTogetherAreSeparated() {
    List<String> lines =
        lines(
            "The council met again this morning in the old town hall. Dr. Smith, who had been ill"
                + " for weeks, was there and said nothing.",
            "en");

    assertThat(lines).first().isEqualTo("The council met again this|morning in the old town hall.");
  }

  @Test
  void aLineBreaksBeforeAConjunction() {
    assertThat(lines("Il ne savait plus quoi faire et alors il partit", "fr"))
        .containsExactly("Il ne savait plus quoi faire|et alors il partit");
  }

  @Test
  void japaneseLinesHave21CharactersAndDoNotBeginWithAFullStop() {
    List<String> lines = lines("東京で会議が開かれましたので私たちは今日もここに来ました。雨です。", "ja");

    assertThat(lines).containsExactly("東京で会議が開かれましたので私たち|は今日もここに来ました。雨です。");
  }

  @Test
  void speechThatIsTooFastRunsLateIntoThePause() {
    List<Cue> cues = Cues.of(List.of(new Line("x".repeat(34), 0, 500)), "en");

    assertThat(cues).containsExactly(new Cue(0, 2_000, List.of("x".repeat(34))));
  }

  @Test
  void aCueDoesNotHang() {
    List<Cue> cues = Cues.of(List.of(new Line("Well…", 1_000, 60_000)), "en");

    assertThat(cues).containsExactly(new Cue(1_000, 8_000, List.of("Well…")));
  }

  @Test
  void aBlankCaptionHasNoCue() {
    assertThat(Cues.of(List.of(new Line(" \n\u0000", 0, 1_000)), "en")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void linesAreShortAndNoTextIsLost(String text) {
    List<Cue> cues = Cues.of(List.of(new Line(text, 0, 10_000)), "en");

    assertThat(CueSamples.words(cues)).isEqualTo(Plain.line(text).replace(" ", ""));
    assertThat(cues).allMatch(cue -> cue.lines().size() <= 2);
    assertThat(cues)
        .flatExtracting(Cue::lines)
        .allMatch(line -> Columns.of(line, 0, line.length()) <= 42 || isOneCharacter(line));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void cuesFollowOneAnotherAndTheSpeech(long seed) {
    List<Line> lines = CueSamples.broadcast(seed);
    List<Cue> cues = Cues.of(lines, "fr");

    for (int i = 1; i < cues.size(); i++) {
      assertThat(cues.get(i).beginMs()).isGreaterThanOrEqualTo(cues.get(i - 1).endMs());
    }
    assertThat(CueSamples.words(cues))
        .isEqualTo(
            lines.stream()
                .map(l -> Plain.line(l.text()).replace(" ", ""))
                .collect(Collectors.joining()));
    assertThat(cues).allMatch(cue -> cue.endMs() - cue.beginMs() <= Cues.LONGEST_MS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void atTheSpeedOfSpeechTheDelayIsSmall(long seed) {
    Cues cues = new Cues("de");

    for (Line line : CueSamples.broadcast(seed, 45)) {
      List<Cue> ofLine = cues.add(line, line.endMs());
      assertThat(ofLine)
          .allMatch(cue -> cue.beginMs() >= line.beginMs())
          .allMatch(cue -> cue.beginMs() <= line.endMs() + Cues.PATIENCE_MS);
    }
    assertThat(cues.leftOut()).isZero();
  }

  @Test
  void atAQuietPaceEveryCueCanBeRead() {
    List<Line> lines = new ArrayList<>();
    for (String text : Samples.TEXTS) {
      long begin = lines.size() * 20_000L;
      lines.add(new Line(text, begin, begin + 12_000));
    }

    assertThat(Cues.of(lines, "en"))
        .allMatch(cue -> cue.endMs() - cue.beginMs() >= 1_000)
        .allMatch(cue -> CueSamples.columns(cue) * 1_000L / (cue.endMs() - cue.beginMs()) <= 17);
  }

  private static List<String> lines(String text, String language) {
    return Cues.of(List.of(new Line(text, 0, 10_000)), language).stream()
        .map(cue -> String.join("|", cue.lines()))
        .toList();
  }

  /** Text held together by joiners is not cut, however long it is. */
  private static boolean isOneCharacter(String line) {
    return line.indexOf('\u200D') >= 0;
  }
}
