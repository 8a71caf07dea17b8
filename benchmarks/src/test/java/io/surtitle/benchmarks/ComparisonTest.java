package io.surtitle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void onlyCaptionsThatBothHaveAreCompared() {
    Map<String, String> ours = Map.of("a", "oui", "b", "non", "c", "merci");
    Map<String, String> theirs = Map.of("a", "oui", "b", "nein", "d", "danke");

    assertThat(Comparison.share(ours, theirs)).isEqualTo(0.5);
  }

  @Test
  void nothingInCommonSaysNothing() {
    assertThat(Comparison.share(Map.of("a", "oui"), Map.of())).isNull();
  }
}
