package io.surtitle.task.transcribe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final int BEAM = 8;

  /** Two words that sound the same, of which the sound is a little more like the wrong one. */
  private static final List<float[]> FRUIT =
      new Frames()
          .say("the apple and p")
          .either("ae", 0.52, 0.47)
          .blank(1)
          .either("ia", 0.52, 0.47)
          .blank(1)
          .say("r salad")
          .blank(3)
          .rows();

  @Test
  void withoutALanguageModelTheSoundDecides() {
    assertThat(heard(FRUIT, Scoring.NONE, BEAM)).isEqualTo("the apple and pair salad");
    assertThat(heard(FRUIT, Scoring.NONE, 1)).isEqualTo("the apple and pair salad");
  }

  @Test
  void wordsThatFollowEachOtherDecide() throws IOException {
    Scoring ngrams = new Scoring(Arpa.read(NgramsTest.FRUIT), 0.5, 0.5, 0);

    assertThat(heard(FRUIT, ngrams, BEAM)).isEqualTo("the apple and pear salad");
    List<float[]> shoes =
        new Frames()
            .say("a p")
            .either("ea", 0.52, 0.47)
            .blank(1)
            .either("ai", 0.52, 0.47)
            .blank(1)
            .say("r of shoes")
            .rows();
    assertThat(heard(shoes, Scoring.NONE, BEAM)).isEqualTo("a pear of shoes");
    assertThat(heard(shoes, ngrams, BEAM)).isEqualTo("a pair of shoes");
  }

  @Test
  void lettersThatFollowEachOtherDecide() {
    Scoring recurrent = new Scoring(null, 0, 0, 0.5);

    assertThat(heard(FRUIT, recurrent, BEAM)).isEqualTo("the apple and pear salad");
  }

  @Test
  void aLetterIsDoubledOnlyAfterABlank() {
    List<float[]> once = new Frames().one("h").one("e").one("l").one("l").one("o").rows();
    List<float[]> twice = new Frames().one("h").one("e").one("l").blank(1).one("l").one("o").rows();

    for (int width : new int[] {1, BEAM}) {
      assertThat(heard(once, Scoring.NONE, width)).isEqualTo("helo");
      assertThat(heard(twice, Scoring.NONE, width)).isEqualTo("hello");
    }
  }

  @Test
  void spacesAtTheBeginningAndAfterSpacesAreNothing() {
    List<float[]> rows =
        new Frames().one(" ").blank(1).say("a").one(" ").blank(2).one(" ").blank(1).say("b").rows();

    for (int width : new int[] {1, BEAM}) {
      assertThat(heard(rows, Scoring.NONE, width)).isEqualTo("a b");
    }
  }

  /** The beam is wide enough here to lose nothing, so all alignments can be listed. */
  @Test
  void theProbabilityOfATextIsThatOfAllItsAlignments() {
    Labels labels = new Labels(List.of("", " ", "a", "b"));
    Random random = new Random(7);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(random(random, labels.size()));
    }
    Search search = new Search(labels, Scoring.NONE, 10_000, start());
    for (int i = 0; i < rows.size(); i++) {
      search.advance(rows.get(i), i);
    }
    Map<String, Double> all = new HashMap<>();
    align(labels, rows, 0, 0, 0, new int[0], all);

    double best = Objects.requireNonNull(all.get(text(labels, search.best())));
    assertThat(search.live().size()).isGreaterThan(20);
    for (Hypothesis each : search.live()) {
      double expected = Math.log(all.getOrDefault(text(labels, each), 0.0) / best);
      assertThat(each.total() - search.best().total()).isCloseTo(expected, within(1e-4));
    }
    assertThat(best).isEqualTo(all.values().stream().max(Double::compare).orElseThrow());
  }

  @Test
  void aLabelIsWhereMostOfItsAlignmentsWriteIt() {
    List<float[]> rows =
        new Frames().blank(4).either("a", 0.05).either("a", 0.9).blank(3).say(" b").rows();
    Search search = new Search(Frames.LABELS, Scoring.NONE, BEAM, start());
    for (int i = 0; i < rows.size(); i++) {
      search.advance(rows.get(i), i);
    }

    assertThat(search.best().frames()).containsExactly(5, 9, 11);
  }

  @Test
  void numbersStaySmallInLongSilence() {
    Search search = new Search(Frames.LABELS, Scoring.NONE, BEAM, start());
    List<float[]> silence = new Frames().blank(1).rows();
    for (int i = 0; i < 120_000; i++) {
      search.advance(silence.get(0), i);
    }

    assertThat(search.live().size()).isLessThanOrEqualTo(BEAM);
    assertThat(search.isEmpty()).isTrue();
    assertThat(search.best().total()).isCloseTo(0, within(1e-9));
  }

  @Test
  void aWordThatAllHaveIsTakenOut() {
    Search search = new Search(Frames.LABELS, Scoring.NONE, BEAM, start());
    List<float[]> rows = new Frames().say("one two").rows();
    for (int i = 0; i < rows.size(); i++) {
      search.advance(rows.get(i), i);
    }
    assertThat(search.agrees()).isFalse(); // others have lost a letter
    search.settle();
    assertThat(search.agrees()).isTrue();

    HeardWord one = search.take();

    assertThat(one).isEqualTo(new HeardWord("one", 0, 4));
    assertThat(text(Frames.LABELS, search.best())).isEqualTo("two");
    assertThat(search.agrees()).isFalse();
    search.endWords(rows.size());
    search.settle();
    assertThat(search.take().text()).isEqualTo("two");
  }

  /** The recurrent model has not read a label that is added in the same frame. */
  @Test
  void aFrameWithWhichWordsEndAddsNoLabel() {
    Search search = new Search(Frames.LABELS, new Scoring(null, 0, 0, 0.5), BEAM, start());
    List<float[]> rows = new Frames().say("the").either("ea", 0.2, 0.2).rows();
    for (int i = 0; i < rows.size() - 1; i++) {
      read(search);
      search.advance(rows.get(i), i);
    }
    read(search);

    search.stay(rows.get(rows.size() - 1));
    search.endWords(rows.size());

    assertThat(text(Frames.LABELS, search.best())).isEqualTo("the ");
  }

  private static String heard(List<float[]> rows, Scoring scoring, int width) {
    Search search = new Search(Frames.LABELS, scoring, width, start());
    for (int i = 0; i < rows.size(); i++) {
      read(search);
      search.advance(rows.get(i), i);
    }
    read(search);
    search.endWords(rows.size());
    read(search);
    search.end();
    return text(Frames.LABELS, search.best()).strip();
  }

  private static List<Hypothesis> start() {
    return List.of(Hypothesis.empty(new int[0], History.begin(0)));
  }

  /** Lets a model read that knows one sentence; its state is the text so far. */
  private static void read(Search search) {
    List<History> histories = new ArrayList<>();
    for (Hypothesis each : search.live()) {
      if (!each.history().isRead()) {
        int last = each.history().label();
        String text =
            new String(each.history().state(), UTF_8) + Frames.LABELS.text(new int[] {last}, 0, 1);
        float[] next = new float[Frames.LABELS.size()];
        for (int label = 0; label < next.length; label++) {
          String then = text + Frames.LABELS.text(new int[] {label}, 0, 1);
          boolean known = "the apple and pear salad ".startsWith(then);
          next[label] = (float) Math.log(known ? 0.7 : 0.01);
        }
        histories.add(each.history().read(text.getBytes(UTF_8), next));
      }
    }
    search.read(histories);
  }

  private static String text(Labels labels, Hypothesis hypothesis) {
    return labels.text(hypothesis.labels(), 0, hypothesis.labels().length);
  }

  private static float[] random(Random random, int size) {
    double[] row = random.doubles(size, 0.1, 1).toArray();
    double sum = Arrays.stream(row).sum();
    float[] logs = new float[size];
    for (int i = 0; i < size; i++) {
      logs[i] = (float) Math.log(row[i] / sum);
    }
    return logs;
  }

  /** Adds up the alignments of each text by going through all of them. */
  private static void align(
      Labels labels,
      List<float[]> rows,
      int at,
      double probability,
      int last,
      int[] written,
      Map<String, Double> sums) {
    if (at == rows.size()) {
      sums.merge(labels.text(written, 0, written.length), Math.exp(probability), Double::sum);
      return;
    }
    for (int label = 0; label < labels.size(); label++) {
      boolean between = written.length == 0 || written[written.length - 1] == labels.space();
      boolean nothing = label == 0 || label == last || (label == labels.space() && between);
      int[] then = written;
      if (!nothing) {
        then = Arrays.copyOf(written, written.length + 1);
        then[written.length] = label;
      }
      boolean silent = label == labels.space() && between;
      align(
          labels, rows, at + 1, probability + rows.get(at)[label], silent ? 0 : label, then, sums);
    }
  }
}
