package io.surtitle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.metrics.EngineMeters;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunMetersTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final RunMeters runs = new RunMeters(new EngineMeters(registry));

  @Test
  void rowsAreThoseThatWereAskedFor() {
    runs.ran("encoder", Map.of("sessions", 64, "time", 1), 8, 2_000_000);

    assertThat(rows("encoder")).isEqualTo(8);
    assertThat(
            registry
                .get("surtitle.run")
                .tag("graph", "encoder")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(2);
  }

  private double rows(String graph) {
    return registry.get("surtitle.batch.rows").tag("graph", graph).summary().totalAmount();
  }
}
