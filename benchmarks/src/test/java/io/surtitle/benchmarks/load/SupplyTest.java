package io.surtitle.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupplyTest {
  private final List<Integer> written = new ArrayList<>();
  private final Supply supply = new Supply((from, words) -> written.add(from), 10, 100);

  @Test
  void whatAnySlowSubjectNeedsIsWrittenAtFirst() {
    supply.refill(500);

    assertThat(written).containsExactly(0);
  }

  @Test
  void moreIsWrittenBeforeAllIsRead() {
    supply.refill(501);
    supply.refill(1500);
    supply.refill(1501);
    supply.refill(1501);

    assertThat(written).containsExactly(0, 100, 200);
  }

  @Test
  void itKeepsUpWithAnyReader() {
    supply.refill(3000);

    assertThat(written).containsExactly(0, 100, 200, 300);
  }
}
