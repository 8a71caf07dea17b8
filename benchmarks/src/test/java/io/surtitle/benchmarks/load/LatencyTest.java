package io.surtitle.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyTest {
  @Test
  void countsWordsOfItsStreamsAndItsTime() {
    Latency latency = new Latency("a-", false);
    latency.open(1000, 2000);

    latency.saw("a-1", false, 999, 1);
    latency.saw("a-1", false, 1000, 5_000);
    latency.saw("b-1", false, 1500, 1);
    latency.saw("a-2", true, 1999, 9_000);
    latency.saw("a-2", true, 2000, 1);

    assertThat(latency.count()).isEqualTo(2);
    assertThat(latency.percentile(50)).isCloseTo(5, within(0.01));
    assertThat(latency.percentiles()).containsKeys("p50", "p90", "p99", "p99.9", "max");
  }

  @Test
  void leavesFinalCaptionsOutWhereAsked() {
    Latency latency = new Latency("", true);
    latency.open(0, 10);

    latency.saw("a", true, 1, 1);

    assertThat(latency.count()).isZero();
    assertThat(latency.percentiles()).isEmpty();
  }
}
