package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTextTest {
  @Test
  void charactersThatMeanNothingToAReaderAreRemoved() {
    assertThat(PlainText.of("a\uE000b\uFFFD \uDB80\uDC00c")).isEqualTo("ab c");
    assertThat(PlainText.of("L'été à 24 °C 👍🏽 比赛")).isEqualTo("L'été à 24 °C 👍🏽 比赛");
  }
}
