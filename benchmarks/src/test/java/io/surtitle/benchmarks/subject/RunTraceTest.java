package io.surtitle.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.benchmarks.process.RunCount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTraceTest {
  private final RunTrace trace = new RunTrace();

  @Test
  void countsRunsOfTheSameSizesTogether() {
    trace.ran("decoder", Map.of("rows", 64), 3, 10);
    trace.ran("decoder", Map.of("rows", 64), 4, 20);
    trace.ran("decoder", Map.of("rows", 64), 3, 5);

    assertThat(trace.take())
        .containsExactlyInAnyOrder(
            new RunCount("decoder", Map.of("rows", 64), 3, 2, 15),
            new RunCount("decoder", Map.of("rows", 64), 4, 1, 20));
  }

  @Test
  void beginsAnewOnceTaken() {
    trace.ran("encoder", Map.of("sessions", 1, "time", 2), 1, 10);
    trace.take();

    assertThat(trace.take()).isEmpty();
  }
}
