package io.surtitle.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PromqlTest {
  @Test
  void findsOnlyMetrics() {
    String query =
        "1.5e3 - sum by (job, le) (rate(a_bucket{le=\"1.0\", x=~\"sum|b\"}[5m])) / count_c"
            + " and on () a:b:ratio5m > 0 or absent(up{job=\"d\"})";

    Set<String> metrics = Promql.metrics(query);

    assertThat(metrics).containsExactlyInAnyOrder("a_bucket", "count_c", "a:b:ratio5m", "up");
  }
}
