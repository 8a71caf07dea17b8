package io.surtitle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.benchmarks.subject.Pack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguagesTest {
  private static final Pack SEMITIC = new Pack("s", "s", List.of("ar", "he", "fa", "ur"));
  private static final Pack EAST = new Pack("e", "e", List.of("zh", "ja", "ko"));
  private static final Pack ROMANCE = new Pack("r", "r", List.of("fr", "it", "ro"));
  private static final Pack ISLAND = new Pack("i", "i", List.of("vi", "tl"));

  @Test
  void allAreComparedWithThreeOfOneBundle() {
    assertThat(Languages.one(List.of(SEMITIC, EAST, ROMANCE, ISLAND))).isEqualTo(ROMANCE);
    assertThat(Languages.one(List.of(ISLAND, SEMITIC, EAST))).isEqualTo(EAST);
    assertThat(Languages.one(List.of(ISLAND))).isEqualTo(ISLAND);
  }

  @Test
  void aLoadThatIsNotHeldHasNoRatio() {
    assertThat(Languages.of(9, probe(3, 100, 2), probe(24, 900, 12)).ratio()).isEqualTo(6);
    assertThat(Languages.of(9, probe(3, 100, 2), probe(24, 1001, 12)).ratio()).isNull();
    assertThat(Targets.languages("at pace", 24, 3, 30, null).met()).isFalse();
  }

  private static Probe probe(int rows, double p99, double cpu) {
    Map<String, Double> latency = Map.of("p99", p99);
    Memory memory = new Memory(0, 0, 0);
    return new Probe(30, rows, 8, 600, 9, latency, latency, 1, 1, 0, cpu, 0, 0, memory);
  }

  @Test
  void theGoalGrowsWithTheLanguages() {
    assertThat(Targets.languages("at pace", 24, 3, 1, 8.9))
        .isEqualTo(
            new Target(
                "CPU per word at pace, 24 languages over 3, 1 streams", "at most 9.0", 8.9, true));
    assertThat(Targets.languages("at pace", 12, 3, 30, 4.6).met()).isFalse();
  }
}
