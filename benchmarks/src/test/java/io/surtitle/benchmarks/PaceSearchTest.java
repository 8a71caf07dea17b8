package io.surtitle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceSearchTest {
  private final List<Integer> tried = new ArrayList<>();

  private int largest(int limit, int guess, int most) throws InterruptedException {
    PaceSearch search =
        new PaceSearch(
            streams -> {
              tried.add(streams);
              return streams <= limit;
            },
            5,
            most);
    return search.largest(guess);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 12, 60, 64, 65, 101, 700})
  void findsTheLargestMultipleThatHolds(int limit) throws InterruptedException {
    assertThat(largest(limit, 60, 100)).isEqualTo(limit / 5 * 5);
    assertThat(tried).doesNotHaveDuplicates();
  }

  @Test
  void isZeroWhereNothingHolds() throws InterruptedException {
    assertThat(largest(4, 60, 100)).isZero();
  }

  @Test
  void givesUpAfterSoManyLoads() throws InterruptedException {
    assertThat(largest(1000, 60, 2)).isEqualTo(90);
    assertThat(tried).containsExactly(60, 90);
  }
}
