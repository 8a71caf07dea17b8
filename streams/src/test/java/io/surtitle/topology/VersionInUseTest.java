package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.inference.Batching;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionInUseTest {
  @ParameterizedTest
  @CsvSource({"1, 128, 1024", "24, 10, 160", "72, 3, 53", "1000, 1, 3", "5000, 1, 1"})
  void streamsInAWaveFollowFromRowsAndDevice(int rowsPerTurn, int onCpu, int onGpu) {
    assertThat(batchMax(Batching.CPU, rowsPerTurn)).isEqualTo(onCpu);
    assertThat(batchMax(Batching.GPU, rowsPerTurn)).isEqualTo(onGpu);
  }

  private static int batchMax(Batching device, int rowsPerTurn) {
    return VersionInUse.batchMax(device.sessions(), device.rows(), rowsPerTurn);
  }
}
