package io.surtitle.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
  @Test
  void breaksAtSpaces() {
    assertThat(TerminalText.wrap("one two three", 8)).isEqualTo(List.of("one two", "three"));
  }

  @Test
  void aSpaceJustBeyondTheEdgeIsABreak() {
    assertThat(TerminalText.wrap("one two three", 7)).isEqualTo(List.of("one two", "three"));
  }

  @Test
  void breaksAWordThatIsTooLong() {
    assertThat(TerminalText.wrap("abcdefgh ij", 5)).isEqualTo(List.of("abcde", "fgh", "ij"));
  }

  @Test
  void shortTextIsOneLine() {
    assertThat(TerminalText.wrap("", 5)).isEqualTo(List.of(""));
    assertThat(TerminalText.wrap("abcde", 5)).isEqualTo(List.of("abcde"));
  }

  @Test
  void wideAndCombiningCharacters() {
    assertThat(TerminalText.wrap("\u4E2D\u6587\u5B57", 4))
        .isEqualTo(List.of("\u4E2D\u6587", "\u5B57"));
    assertThat(TerminalText.wrap("e\u0301e\u0301e\u0301", 3))
        .isEqualTo(List.of("e\u0301e\u0301e\u0301"));
  }
}
