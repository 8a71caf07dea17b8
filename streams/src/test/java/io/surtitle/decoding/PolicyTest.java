package io.surtitle.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyTest {

  @ParameterizedTest
  @CsvSource({
    // k, read, ended, written, waits, visible (0: read on)
    "3, 2, false, 0, 0, 0",
    "3, 3, false, 0, 0, 3",
    "3, 9, false, 0, 0, 3",
    "3, 3, false, 1, 0, 0",
    "3, 4, false, 1, 0, 4",
    "3, 4, false, 1, 1, 0",
    "3, 5, false, 1, 1, 5",
    "3, 2, true, 0, 0, 2",
    "1, 6, true, 9, 0, 6",
  })
  void waitKStaysKTokensBehind(
      int k, int read, boolean ended, int written, int waits, int visible) {
    Progress progress = new Progress(read, ended, written, waits);

    Decision decision = Policy.waitK(k).next(progress);

    assertThat(decision).isEqualTo(visible == 0 ? Decision.READ : new Decision.Write(visible));
  }

  @Test
  void fullSentenceReadsToTheEnd() {
    Policy policy = Policy.fullSentence();

    assertThat(policy.next(new Progress(40, false, 0, 0))).isEqualTo(Decision.READ);
    assertThat(policy.next(new Progress(41, true, 0, 0))).isEqualTo(new Decision.Write(41));
  }

  @Test
  void kMustBePositive() {
    assertThatThrownBy(() -> Policy.waitK(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0");
  }
}
