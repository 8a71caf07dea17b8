package io.surtitle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchDeviceTest {
  @TempDir private Path gpus;

  @Test
  void gpusHaveTheNamesThatTheDriverTells() throws Exception {
    for (String bus : List.of("0000:01:00.0", "0000:02:00.0")) {
      Path gpu = Files.createDirectory(gpus.resolve(bus));
      Files.writeString(
          gpu.resolve("information"),
          "Model: \t\t NVIDIA H100 80GB HBM3\nIRQ:   \t\t 35\nBus Location: \t " + bus + "\n");
    }
    Files.createDirectory(gpus.resolve("unreadable"));

    assertThat(BenchDevice.models(gpus)).containsExactly("NVIDIA H100 80GB HBM3");
    assertThat(BenchDevice.gpu("cuda:1", BenchDevice.models(gpus)))
        .isEqualTo("cuda:1 (NVIDIA H100 80GB HBM3)");
    assertThat(BenchDevice.gpu("cuda:0", BenchDevice.models(gpus.resolve("none"))))
        .isEqualTo("cuda:0");
  }

  @Test
  void cpuHasItsThreads() {
    assertThat(BenchDevice.cpu(1, List.of(1, 16)))
        .isEqualTo("CPU, 1 thread a run, 1 or 16 at once");
  }
}
