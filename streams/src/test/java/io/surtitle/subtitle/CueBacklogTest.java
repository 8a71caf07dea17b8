package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captions that arrive faster than they can be read, or at odd times. */
final class CueBacklogTest {
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
        .allMatch(cue -> CueSamples.columns(cue) * 1_000L / (cue.endMs() - cue.beginMs()) <= 34);
  }

  @Test
  void captionsTooManyToShowInTimeAreMerged() {
    List<Line> lines =
        Stream.iterate(0, i -> i + 1).limit(23).map(i -> new Line("No. " + i + ".", 0, 0)).toList();

    List<Cue> cues = Cues.of(lines, "en");

    assertThat(cues.stream().flatMap(cue -> cue.lines().stream()))
        .containsExactlyElementsOf(lines.stream().map(Line::text).toList());
    assertThat(cues).anyMatch(cue -> cue.lines().size() > 1);
  }

  @Test
  void excessCaptionsAreDroppedAndCounted() {
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
  void aWaitingCaptionIsShownWhenItsTurnComes() {
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

  /** The documented guarantees for any input: bursts, times that go backwards, gaps, floods. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theGuaranteesHoldForAnyInput(long seed) {
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
      assertThat(cue.lines()).extracting(CueBacklogTest::number).isSorted();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void laterCaptionsChangeNoCue(long seed) {
    Random random = new Random(seed);
    for (List<Line> lines : List.of(CueSamples.broadcast(seed), anything(random).subList(0, 80))) {
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

    assertThat(CueSamples.words(cues)).isEqualTo("abcde");
    assertThat(cues).last().extracting(Cue::endMs).isEqualTo(5_005L);
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
}
