package io.surtitle.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityTest {

  @ParameterizedTest
  @CsvSource({
    "fr, 34.9, true",
    "fr, 35, false",
    "pt-BR, 0, true",
    "zh, 19.9, true",
    "zh, 20, false",
    "zh-Hans, 20, false",
    "ja, 34.9, false",
    "KO, 20, false",
    "vi, 20, true"
  })
  void belowTheThresholdOfItsLanguageItIsAPreview(String language, double chrf, boolean preview) {
    Quality quality = new Quality(chrf, 3, "broadcast", 342, LocalDate.of(2026, 11, 27));

    assertThat(quality.isPreview(language)).isEqualTo(preview);
  }
}
