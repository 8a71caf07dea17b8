package io.surtitle.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenSizeTest {
  @Test
  void fromStty() {
    assertThat(ScreenSize.parse("50 120\n")).contains(new ScreenSize(50, 120));
  }

  @Test
  void aTerminalOfUnknownSizeIsAUsualOne() {
    assertThat(ScreenSize.parse("unknown")).contains(new ScreenSize(24, 80));
    assertThat(ScreenSize.parse("0 0")).contains(new ScreenSize(24, 80));
  }

  @Test
  void noTerminal() {
    assertThat(ScreenSize.parse("")).isEmpty();
  }
}
