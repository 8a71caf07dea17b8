package io.surtitle.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "batch, batch, 0",
    "bacth, batch, 1",
    "bath, batch, 1",
    "batches, batch, 2",
    "BATCH, batch, 0",
    "'', batch, 5",
    "kitten, sitting, 3"
  })
  void edits(String left, String right, int count) {
    assertThat(Nearest.edits(left, right)).isEqualTo(count);
    assertThat(Nearest.edits(right, left)).isEqualTo(count);
  }

  @Test
  void nothingIsNearWhatIsFar() {
    assertThat(Nearest.to("colour", List.of("batch", "batch.max", "topics"))).isEmpty();
  }
}
