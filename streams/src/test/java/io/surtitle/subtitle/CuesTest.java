package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void sentencesAreApartWhereTheyDoNotFitTogether() {
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

    assertThat(words(cues)).isEqualTo(Plain.line(text).replace(" ", ""));
    assertThat(cues).allMatch(cue -> cue.lines().size() <= 2);
    assertThat(cues)
        .flatExtracting(Cue::lines)
        .allMatch(line -> Columns.of(line, 0, line.length()) <= 42 || isOneCharacter(line));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void cuesFollowOneAnotherAndTheSpeech(long seed) {
    List<Line> lines = broadcast(seed);
    List<Cue> cues = Cues.of(lines, "fr");

    for (int i = 1; i < cues.size(); i++) {
      assertThat(cues.get(i).beginMs()).isGreaterThanOrEqualTo(cues.get(i - 1).endMs());
    }
    assertThat(words(cues))
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

    for (Line line : broadcast(seed, 45)) {
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
        .allMatch(cue -> columns(cue) * 1_000L / (cue.endMs() - cue.beginMs()) <= 17);
  }

  @Test
  void sixSentencesOfOneRecordAreReadOneAfterTheOther() {
    List<Line> lines =
        List.of(
            new Line("The game is over.", 5_000, 5_000),
            new Line("The crowd goes home.", 5_000, 5_000),
            new Line("He scores again.", 5_000, 5_000),
            new Line("The Raptors win.", 5_000, 5_000),
            new Line("They are happy.", 5_000, 5_000),
            new Line("We go to sleep.", 5_000, 5_000));
    Cues cues = new Cues("en");

    List<Cue> shown = lines.stream().flatMap(line -> cues.add(line, 5_200).stream()).toList();

    assertThat(shown).extracting(Cue::lines).hasSize(6).allMatch(each -> each.size() == 1);
    assertThat(shown)
        .extracting(Cue::beginMs)
        .containsExactly(5_000L, 6_000L, 7_176L, 8_176L, 9_176L, 10_176L);
    assertThat(shown).last().extracting(Cue::endMs).isEqualTo(11_176L);
  }

  @Test
  void longSentencesOfOneRecordAreNotRushed() {
    String sentence = "The council met again this morning, and it has decided to go on.";
    List<Line> lines = Stream.generate(() -> new Line(sentence, 0, 0)).limit(4).toList();

    List<Cue> cues = Cues.of(lines, "en");

    assertThat(cues).hasSize(4);
    assertThat(cues)
        .as("at most twice the reading speed")
        .allMatch(cue -> columns(cue) * 1_000L / (cue.endMs() - cue.beginMs()) <= 34);
  }

  @Test
  void moreThanCanBeShownInTimeIsMerged() {
    List<Line> lines =
        Stream.iterate(0, i -> i + 1).limit(23).map(i -> new Line("No. " + i + ".", 0, 0)).toList();

    List<Cue> cues = Cues.of(lines, "en");

    assertThat(cues.stream().flatMap(cue -> cue.lines().stream()))
        .containsExactlyElementsOf(lines.stream().map(Line::text).toList());
    assertThat(cues).anyMatch(cue -> cue.lines().size() > 1);
  }

  @Test
  void whatIsTooMuchIsLeftOutAndCounted() {
    Cues cues = new Cues("en");
    List<Cue> shown = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      shown.addAll(cues.add(new Line("No. " + i + ".", 0, 0), 0));
    }
    shown.addAll(cues.until(Long.MAX_VALUE));
    shown.addAll(cues.add(new Line("And on it goes.", 60_000, 61_000), 61_500));

    long lines = shown.stream().mapToLong(cue -> cue.lines().size()).sum();
    assertThat(lines).isGreaterThan(20);
    assertThat(cues.leftOut()).isEqualTo(501 - lines);
    assertThat(shown).last().isEqualTo(new Cue(60_000, 61_000, List.of("And on it goes.")));
  }

  @Test
  void whatWaitsIsShownWhenItsTurnComes() {
    Cues cues = new Cues("en");
    List<Cue> shown = new ArrayList<>();
    Stream.iterate(0, i -> i + 1)
        .limit(9)
        .forEach(i -> shown.addAll(cues.add(new Line("No. " + i + ".", 0, 0), 100)));
    assertThat(shown).hasSize(7);

    assertThat(cues.until(6_999)).isEmpty();
    assertThat(cues.until(7_000)).containsExactly(new Cue(7_000, 8_000, List.of("No. 7.")));
    assertThat(cues.until(60_000)).containsExactly(new Cue(8_000, 9_000, List.of("No. 8.")));
  }

  /** What the documentation promises for any input: bursts, times that go back, gaps, floods. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whateverComes(long seed) {
    List<Line> lines = anything(new Random(seed));
    Cues cues = new Cues("en");
    List<Cue> shown = new ArrayList<>();
    for (Line line : lines) {
      shown.addAll(cues.add(line, line.endMs() + 300));
    }
    shown.addAll(cues.until(Long.MAX_VALUE));

    for (int i = 0; i < shown.size(); i++) {
      Cue cue = shown.get(i);
      assertThat(cue.endMs() - cue.beginMs()).isBetween(Cues.SHORTEST_MS, Cues.LONGEST_MS);
      assertThat(cue.lines()).hasSizeLessThanOrEqualTo(Cues.MOST_LINES);
      assertThat(i == 0 ? 0 : shown.get(i - 1).endMs()).isLessThanOrEqualTo(cue.beginMs());
    }
    List<String> texts = shown.stream().flatMap(cue -> cue.lines().stream()).toList();
    assertThat(texts.size() + cues.leftOut()).isEqualTo(lines.size());
    assertThat(texts).isSubsetOf(lines.stream().map(Line::text).toList());
    for (Cue cue : shown) {
      Line first = lines.get(number(cue.lines().get(0)));
      assertThat(cue.beginMs()).isBetween(first.beginMs(), first.beginMs() + Cues.LATEST_MS);
      assertThat(cue.lines()).extracting(CuesTest::number).isSorted();
    }
  }

  private static int number(String line) {
    return Integer.parseInt(line.split(" ", -1)[0]);
  }

  /** Captions of one line each, which begin with their number. */
  private static List<Line> anything(Random random) {
    List<Line> lines = new ArrayList<>();
    long now = random.nextInt(3) * 1_790_000_000_000L;
    while (lines.size() < 400) {
      int burst = random.nextInt(6) == 0 ? random.nextInt(60) : 1;
      for (int i = 0; i < burst; i++) {
        String text = lines.size() + " " + "word ".repeat(random.nextInt(7));
        long length = random.nextInt(4) == 0 ? 0 : random.nextInt(5_000);
        lines.add(new Line(text.strip(), now, now + length));
      }
      now +=
          switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> -Math.min(now, random.nextInt(20_000));
            case 2 -> random.nextInt(100_000_000);
            default -> random.nextInt(6_000);
          };
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void laterCaptionsChangeNoCue(long seed) {
    Random random = new Random(seed);
    for (List<Line> lines : List.of(broadcast(seed), anything(random).subList(0, 80))) {
      Cues all = new Cues("en");
      List<Cue> shown = new ArrayList<>();
      lines.forEach(line -> shown.addAll(all.add(line, line.endMs())));
      for (int i = 0; i <= lines.size(); i++) {
        Cues cues = new Cues("en");
        List<Cue> some = new ArrayList<>();
        lines.subList(0, i).forEach(line -> some.addAll(cues.add(line, line.endMs())));
        assertThat(shown.subList(0, some.size())).isEqualTo(some);
      }
    }
  }

  @Test
  void captionsAtOneTimeKeepTheirOrder() {
    List<Line> lines = Stream.of("a", "b", "c", "d", "e").map(t -> new Line(t, 5, 5)).toList();

    List<Cue> cues = Cues.of(lines, "en");

    assertThat(words(cues)).isEqualTo("abcde");
    assertThat(cues).last().extracting(Cue::endMs).isEqualTo(5_005L);
  }

  /** Captions one after the other, some after pauses and some spoken too fast to be read. */
  private static List<Line> broadcast(long seed) {
    return broadcast(seed, 10);
  }

  /** The same, at so many milliseconds for a character or up to 80 more. */
  private static List<Line> broadcast(long seed, int fastest) {
    Random random = new Random(seed);
    List<String> texts = Samples.all();
    List<Line> lines = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 80; i++) {
      String text = texts.get(random.nextInt(texts.size()));
      long begin = now + (random.nextBoolean() ? 0 : random.nextInt(4_000));
      now = begin + (long) text.length() * (fastest + random.nextInt(80));
      lines.add(new Line(text, begin, now));
    }
    return lines;
  }

  private static List<String> lines(String text, String language) {
    return Cues.of(List.of(new Line(text, 0, 10_000)), language).stream()
        .map(cue -> String.join("|", cue.lines()))
        .toList();
  }

  private static String words(List<Cue> cues) {
    return cues.stream()
        .flatMap(cue -> cue.lines().stream())
        .collect(Collectors.joining())
        .replace(" ", "");
  }

  private static int columns(Cue cue) {
    return cue.lines().stream().mapToInt(line -> Columns.of(line, 0, line.length())).sum();
  }

  /** What joiners hold together is not cut, however long. */
  private static boolean isOneCharacter(String line) {
    return line.indexOf('\u200D') >= 0;
  }
}
