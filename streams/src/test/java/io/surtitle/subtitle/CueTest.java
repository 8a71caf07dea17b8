package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CueTest {

  @Test
  void linesAreLines() {
    Cue cue = new Cue(0, 1, List.of("a\r\n\r\nb\u2028c\u0085", "\u0000 ", "\uD800d\uDC00\uFFFE"));

    assertThat(cue.lines()).containsExactly("a b c", "\uFFFDd\uFFFD");
  }

  @ParameterizedTest
  @CsvSource({"-1,1", "1,1", "2,1"})
  void aCueLastsForSomeTime(long beginMs, long endMs) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cue(beginMs, endMs, List.of("text")))
        .withMessage("no cue lasts from " + beginMs + " to " + endMs + " ms");
  }

  @Test
  void aCueHasText() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Cue(0, 1, List.of(" ")));
  }

  @Test
  void aLineBeginsAtZeroAtTheEarliest() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Line("text", -1, 0));
  }

  @Test
  void aLineEndsWhereItBeginsAtTheEarliest() {
    assertThat(new Line("text", 5, 4).endMs()).isEqualTo(5);
  }
}
