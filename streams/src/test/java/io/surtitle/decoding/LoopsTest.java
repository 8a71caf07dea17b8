package io.surtitle.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Tokenizer;
import io.surtitle.bundle.ToyBundle;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopsTest {
  private final Tokenizer tokenizer = Bundle.load(ToyBundle.directory()).tokenizer();
  private final Loops loops = new Loops(tokenizer);

  @ParameterizedTest
  @ValueSource(
      strings = {"gagne gagne gagne", "los perdros los perdros los perdros", "non, non, non,"})
  void theThirdTimeInARowIsNotWritten(String text) {
    assertThat(isWritten(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gagne gagne",
        "tout à tout",
        "los perdros los perdros los",
        "1000000000",
        "88 88 88 88",
        "? ? ? ?",
        "gagne 7 gagne 7 gagne 7"
      })
  void allElseIs(String text) {
    assertThat(isWritten(text)).isTrue();
  }

  @Test
  void anotherCandidateIsWrittenInItsPlace() {
    int again = tokenizer.encode("gagne")[0];
    int[] written = {again, again};
    Rule rule = new LoopRule(loops, written, Rule.NONE);

    Choices allowed =
        rule.allowed(new int[0], new Choices(new int[] {again, 7, 8}, new float[] {-1, -2, -3}));

    assertThat(allowed.ids()).containsExactly(7, 8);
    assertThat(allowed.logProbabilities()).containsExactly(-2, -3);
    assertThat(rule.allowed(new int[] {7}, new Choices(new int[] {again}, new float[1])).ids())
        .containsExactly(again);
  }

  @Test
  void theOnlyCandidateIsAlwaysWritten() {
    int again = tokenizer.encode("gagne")[0];
    Choices only = new Choices(new int[] {again}, new float[1]);

    assertThat(loops.without(new int[] {again, again}, only)).isSameAs(only);
  }

  private boolean isWritten(String text) {
    int[] tokens = tokenizer.encode(text);
    for (int i = 0; i < tokens.length; i++) {
      if (loops.isOneMore(Arrays.copyOf(tokens, i), tokens[i])) {
        return false;
      }
    }
    return true;
  }
}
