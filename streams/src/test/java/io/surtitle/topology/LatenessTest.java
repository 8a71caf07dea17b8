package io.surtitle.topology;

import static io.surtitle.topology.Lateness.Verdict.BEGIN_SKIPPING;
import static io.surtitle.topology.Lateness.Verdict.SKIP;
import static io.surtitle.topology.Lateness.Verdict.TAKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.topology.TopologySettings.Behind;
import io.surtitle.topology.TopologySettings.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private static final long NOW = 1_790_000_000_000L;

  private final Lateness lateness =
      new Lateness(
          new Limits(1, 1, 1, Duration.ofHours(1), Duration.ofSeconds(10), Behind.SKIP_TO_LIVE));

  @Test
  void skipsUntilLive() {
    assertThat(judge(10_000)).isEqualTo(TAKE);
    assertThat(judge(10_001)).isEqualTo(BEGIN_SKIPPING);
    assertThat(judge(9_000)).isEqualTo(SKIP);
    assertThat(judge(1_001)).isEqualTo(SKIP);
    assertThat(judge(1_000)).isEqualTo(TAKE);
    assertThat(judge(9_000)).isEqualTo(TAKE);
  }

  @Test
  void streamsAreJudgedSeparately() {
    judge(11_000);

    assertThat(lateness.judge("other", NOW - 5_000, NOW)).isEqualTo(TAKE);
  }

  private Lateness.Verdict judge(long age) {
    return lateness.judge("game", NOW - age, NOW);
  }
}
