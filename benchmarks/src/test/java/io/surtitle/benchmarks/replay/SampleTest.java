package io.surtitle.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.benchmarks.process.RunCount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static RunCount decoder(int rows, long count) {
    return new RunCount("decoder", Map.of("rows", rows), rows, count, 1);
  }

  @Test
  void hasEachShapeInProportion() {
    RunCount often = decoder(3, 7_500);
    RunCount seldom = decoder(9, 2_400);
    RunCount hardlyEver = decoder(40, 100);

    List<RunCount> sample = Sample.of(List.of(seldom, hardlyEver, often), 400);

    assertThat(sample).hasSize(400);
    assertThat(sample).filteredOn(often::equals).hasSize(300);
    assertThat(sample).filteredOn(seldom::equals).hasSize(96);
    assertThat(sample).filteredOn(hardlyEver::equals).hasSize(4);
  }

  @Test
  void repeatsWhatIsFew() {
    assertThat(Sample.of(List.of(decoder(3, 1)), 5)).hasSize(5);
  }
}
