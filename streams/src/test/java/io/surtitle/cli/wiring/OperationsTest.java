package io.surtitle.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.cli.config.ConfigurationException;
import io.surtitle.cli.config.Http;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final int USUAL = 8080;

  @Test
  void theTokenIsTheConfigurationsOrElseTheEnvironments() {
    assertThat(token("configured", "given")).isEqualTo("configured");
    assertThat(token(null, "given")).isEqualTo("given");
    assertThat(token(null, null)).isNull();
    assertThat(token(null, "")).as("as Compose passes what is not set").isNull();
  }

  @Test
  void aTokenThatNoHeaderCanCarryIsRefused() {
    assertThatThrownBy(() -> token(null, "two words"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("SURTITLE_TOKEN must be visible ASCII characters without spaces");
  }

  @Test
  void whereAPortIsGivenNoOtherWillDo() {
    assertThat(Operations.settings(http(9000, null), USUAL, null).orAnother()).isFalse();
    assertThat(Operations.settings(http(null, null), USUAL, null).orAnother()).isTrue();
    assertThat(Operations.settings(http(null, null), USUAL, null).port()).isEqualTo(USUAL);
  }

  private static @Nullable String token(@Nullable String configured, @Nullable String given) {
    return Operations.settings(http(null, configured), USUAL, given).token();
  }

  private static Http http(@Nullable Integer port, @Nullable String token) {
    return new Http("localhost", port, token, List.of(), 10);
  }
}
