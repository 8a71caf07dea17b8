package io.surtitle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TakenTest {
  private long offset;

  @Test
  void anOffsetIsTakenOnce() {
    Taken taken = Taken.of(7, -1);

    assertThat(taken.repeat(Input.of("a", false, 7, -1, -1, 0))).isEqualTo(Taken.Repeat.OFFSET);
    assertThat(taken.repeat(Input.of("a", false, 8, -1, -1, 0))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "500,501,false", // goes on
    "500,600,false", // left some out
    "500,500,true",
    "500,401,true", // a repeat of what came some time before
    "500,400,false", // far below: the producer began again
    "500,0,false",
    "50,2,true",
    "50,1,false", // runs begin with 0 or 1
    "10,0,false",
    "9,0,true", // the first record of a run may be sent twice
    "10,1,true",
    "-1,0,false"
  })
  void aRunIsToldFromARepeat(long last, long next, boolean repeated) {
    Taken taken = Taken.of(-1, last);

    assertThat(taken.repeat(numbered(next, "")) != null).isEqualTo(repeated);
  }

  @ParameterizedTest
  @CsvSource({
    "500,501,false", // goes on
    "500,502,true",
    "500,500,false", // a repeat
    "500,0,false", // the producer began again
    "-1,7,false", // nobody knows what came before the first
    "500,-1,false" // not numbered
  })
  void skippedNumbersAreMissing(long last, long next, boolean missing) {
    assertThat(Taken.of(-1, last).isMissing(numbered(next, ""))).isEqualTo(missing);
    assertThat(Taken.of(-1, last).isMissing(numbered(next, "another"))).isFalse();
  }

  @Test
  void aNewRunCountsFromItsBeginning() {
    Taken taken = Taken.of(-1, 500).and(numbered(0, ""));

    assertThat(taken.sequence()).isZero();
    assertThat(taken.repeat(numbered(0, ""))).isEqualTo(Taken.Repeat.SEQUENCE);
    assertThat(taken.repeat(numbered(1, ""))).isNull();
  }

  @Test
  void eachProducerCountsByItself() {
    Taken taken = Taken.nothing().and(numbered(5, "a")).and(numbered(3, "b"));

    assertThat(taken.repeat(numbered(5, "a"))).isEqualTo(Taken.Repeat.SEQUENCE);
    assertThat(taken.repeat(numbered(4, "b"))).isNull();
    assertThat(taken.repeat(numbered(3, ""))).isNull();
    assertThat(taken.repeat(numbered(0, "c"))).isNull();
  }

  @Test
  void theRunsThatWereHeardLastAreRemembered() {
    Taken taken = Taken.nothing();
    for (int run = 0; run <= Taken.MOST_RUNS; run++) {
      taken = taken.and(numbered(5, "run-" + run));
    }

    assertThat(taken.runs()).hasSize(Taken.MOST_RUNS);
    assertThat(taken.repeat(numbered(5, "run-1"))).isEqualTo(Taken.Repeat.SEQUENCE);
    assertThat(taken.repeat(numbered(5, "run-0"))).isNull();
  }

  @Test
  void aNewTopicForgetsNumbersAndKeepsPositionsAscending() {
    Taken taken =
        Taken.of(12, 500).and(numbered(3, "a")).and(Input.recreated(StreamPosition.before(1), 0));

    assertThat(taken.repeat(Input.of("a", false, 13, -1, -1, 0))).isEqualTo(Taken.Repeat.OFFSET);
    assertThat(taken.repeat(named("a", StreamPosition.of(1, 0), 0, -1, 0, "a"))).isNull();
  }

  @Test
  void positionsHaveTheirOffsetAndGeneration() {
    long position = StreamPosition.of(3, 42);

    assertThat(position).isEqualTo(30_000_000_000_042L);
    assertThat(StreamPosition.offset(position)).isEqualTo(42);
    assertThat(StreamPosition.generation(position)).isEqualTo(3);
    assertThat(StreamPosition.before(3)).isLessThan(StreamPosition.of(3, 0));
    assertThat(StreamPosition.of(0, 42)).isEqualTo(42);
  }

  private Input<String> numbered(long sequence, String producer) {
    return named("a", 100 + offset++, sequence, -1, 0, producer);
  }

  private static Input<String> named(
      String text, long position, long sequence, long pts, long timestamp, String producer) {
    return new Input.Content<>(
        text, false, new Input.Place(position, sequence, pts, timestamp, producer));
  }
}
