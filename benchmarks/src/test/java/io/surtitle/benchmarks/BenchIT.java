package io.surtitle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the whole benchmark, on a scale too small for meaningful figures. */
class BenchIT {
  @Test
  void measuresEverythingOnce(@TempDir Path directory) throws Exception {
    Path json = directory.resolve("bench.json");

    int code =
        Bench.execute(
            "--quick",
            "--streams=8",
            "--languages=3",
            "--threads=1",
            "--pace=5",
            "--seconds=2",
            "--json=" + json);

    assertThat(code).isZero();
    JsonNode report = JsonMapper.shared().readTree(Files.readAllBytes(json));
    assertThat(report.at("/efficiency").asDouble()).isPositive();
    assertThat(report.at("/ratio/perRecord").asDouble()).isPositive();
    assertThat(report.at("/ratio/flink").asDouble()).isPositive();
    assertThat(report.at("/streamsAtPace").isInt()).isTrue();
    assertThat(report.at("/latencyMs/p50").asDouble()).isPositive();
    assertThat(report.at("/latencyMs/p99").asDouble())
        .isGreaterThanOrEqualTo(report.at("/latencyMs/p50").asDouble());
    assertThat(report.at("/changelogBytesPerThousandWords").asDouble()).isPositive();
    assertThat(report.at("/versions/flink").asString()).isNotBlank();
  }

  @Test
  void measuresTheEngineAloneAsOnGpu(@TempDir Path directory) throws Exception {
    Path json = directory.resolve("bench.json");

    int code =
        Bench.execute(
            "--quick",
            "--engine-only",
            "--as-on-gpu",
            "--device=cpu",
            "--streams=8",
            "--languages=3",
            "--threads=2",
            "--pace=5",
            "--seconds=2",
            "--json=" + json);

    assertThat(code).isZero();
    JsonNode report = JsonMapper.shared().readTree(Files.readAllBytes(json));
    assertThat(report.at("/efficiency").asDouble()).isPositive();
    assertThat(report.path("ratio").isMissingNode()).isTrue();
    assertThat(report.at("/machine/device").asString()).isEqualTo("CPU, 1 thread a run, 2 at once");
    assertThat(report.at("/plan/runs/batching/rows").asInt()).isEqualTo(3840);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--streams=0",
        "--beam=5",
        "--json=/no/such/directory/x",
        "--qick",
        "--device=tpu"
      })
  void refusesWhatMakesNoSense(String option) {
    assertThat(Bench.execute(option)).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoBundle(@TempDir Path empty) {
    assertThat(Bench.execute("--bundle=" + empty)).isEqualTo(2);
  }
}
