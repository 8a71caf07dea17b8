package io.surtitle.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HypothesisTest {
  private static final int END = 2;

  @Test
  void growsByTokensThatAreNotTheEnd() {
    Hypothesis hypothesis = new Hypothesis();

    for (int i = 0; i < 20; i++) {
      assertThat(hypothesis.accept(10 + i, END, 3 + i, false)).isTrue();
    }

    assertThat(hypothesis.size()).isEqualTo(20);
    assertThat(hypothesis.tokens()).startsWith(10, 11).endsWith(29).hasSize(20);
    assertThat(hypothesis.delays()).startsWith(3, 4).endsWith(22).hasSize(20);
    assertThat(hypothesis.last(1)).isEqualTo(29);
    assertThat(hypothesis.finished()).isFalse();
  }

  @Test
  void anEarlyEndIsARead() {
    Hypothesis hypothesis = new Hypothesis();

    boolean counts = hypothesis.accept(END, END, 3, false);

    assertThat(counts).isFalse();
    assertThat(hypothesis.waits()).isEqualTo(1);
    assertThat(hypothesis.finished()).isFalse();
    assertThat(hypothesis.last(1)).isEqualTo(1);
  }

  @Test
  void anEndAfterTheSourceFinishes() {
    Hypothesis hypothesis = new Hypothesis();

    boolean counts = hypothesis.accept(END, END, 5, true);

    assertThat(counts).isTrue();
    assertThat(hypothesis.waits()).isZero();
    assertThat(hypothesis.finished()).isTrue();
    assertThat(hypothesis.size()).isZero();
  }
}
