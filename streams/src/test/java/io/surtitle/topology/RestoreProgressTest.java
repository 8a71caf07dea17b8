package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.metrics.EngineMeters;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
  private static final TopicPartition ONE = new TopicPartition("sessions", 0);
  private static final TopicPartition OTHER = new TopicPartition("sessions", 1);

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final RestoreProgress progress = new RestoreProgress(new EngineMeters(registry));

  @BeforeEach
  void start() {
    progress.onRestoreStart(ONE, "sessions", 10, 110);
    progress.onRestoreStart(OTHER, "sessions", 0, 50);
  }

  @Test
  void remainingIsOverAllChangelogs() {
    progress.onBatchRestored(ONE, "sessions", 39, 28); // and two transaction markers

    assertThat(remaining()).isEqualTo(70 + 50);
    assertThat(registry.get("surtitle.restore.records").counter().count()).isEqualTo(28);
  }

  @Test
  void nothingRemainsOfRestoredOrMigratedChangelogs() {
    progress.onRestoreEnd(ONE, "sessions", 100);
    assertThat(remaining()).isEqualTo(50);

    progress.onRestoreSuspended(OTHER, "sessions", 20);

    assertThat(remaining()).isZero();
  }

  private double remaining() {
    return registry.get("surtitle.restore.remaining").gauge().value();
  }
}
