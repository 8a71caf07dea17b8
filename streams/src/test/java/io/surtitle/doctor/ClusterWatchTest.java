package io.surtitle.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.doctor.Subject.State;
import io.surtitle.metrics.EngineMeters;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {
  private static final TopicPartition CAPTIONS = new TopicPartition("captions.fr", 3);
  private static final TopicPartition CHANGELOG = new TopicPartition("s-sessions-changelog", 1);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Map<TopicPartition, Position> restoring = new HashMap<>();
  private Instant now = Instant.EPOCH;
  private final ClusterWatch watch =
      new ClusterWatch(() -> now, () -> restoring, new EngineMeters(registry));

  @Test
  void thereIsNoTroubleAtTheStart() {
    assertThat(watch.trouble()).isEmpty();
    assertThat(stuck("transaction")).isZero();
  }

  @Test
  void aHangingTransactionIsReportedWithinAMinute() {
    for (int second = 0; second <= 50; second += 10) {
      sample(second, State.TRANSACTION, CAPTIONS, new Position(120, 200 + second));
    }

    assertThat(watch.trouble())
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .startsWith(
                        "captions.fr-3: committed records have ended at offset 120 for 50 s,"
                            + " though the partition ends at 250")
                    .contains("surtitle doctor"));
    assertThat(stuck("transaction")).isEqualTo(1);
    assertThat(stuck("restore")).isZero();
  }

  @Test
  void itsEndIsReported() {
    sample(0, State.TRANSACTION, CAPTIONS, new Position(120, 200));
    sample(50, State.TRANSACTION, CAPTIONS, new Position(120, 200));

    sample(60, State.TRANSACTION, CAPTIONS, new Position(200, 200));

    assertThat(watch.trouble()).isEmpty();
    assertThat(stuck("transaction")).isZero();
  }

  @Test
  void aRestorationWithoutProgressIsReported() {
    restoring.put(CHANGELOG, new Position(10, 500));
    sample(0, State.TRANSACTION, CAPTIONS, new Position(1, 1));
    sample(50, State.TRANSACTION, CAPTIONS, new Position(1, 1));

    assertThat(watch.trouble())
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .startsWith(
                        "s-sessions-changelog-1: restoration has been stuck at offset 10 of 500"));
    assertThat(stuck("restore")).isEqualTo(1);
  }

  @Test
  void aSlowRestorationIsNotReported() {
    for (int second = 0; second <= 200; second += 10) {
      restoring.put(CHANGELOG, new Position(second, 500));
      sample(second, State.TRANSACTION, CAPTIONS, new Position(1, 1));

      assertThat(watch.trouble()).isEmpty();
    }
  }

  @Test
  void aPendingCommitIsReported() {
    sample(0, State.OFFSETS, CAPTIONS, new Position(0, 1));
    sample(50, State.OFFSETS, CAPTIONS, new Position(0, 1));

    assertThat(watch.trouble()).isPresent();
    assertThat(stuck("offsets")).isEqualTo(1);
  }

  @Test
  void silenceOfKafkaIsReported() {
    sample(0, State.TRANSACTION, CAPTIONS, new Position(120, 200));
    now = Instant.EPOCH.plusSeconds(45);
    watch.missed();

    assertThat(watch.trouble()).contains("Kafka has not answered for 45 s");
  }

  @Test
  void afterAnOutageTransactionsAreWatchedAgain() {
    sample(0, State.TRANSACTION, CAPTIONS, new Position(120, 200));
    now = Instant.EPOCH.plusSeconds(60);
    watch.missed();

    sample(70, State.TRANSACTION, CAPTIONS, new Position(120, 200));

    assertThat(watch.trouble()).isEmpty();
  }

  private void sample(int second, State state, TopicPartition partition, Position position) {
    now = Instant.EPOCH.plusSeconds(second);
    watch.take(Map.of(new Subject(state, partition), position));
  }

  private double stuck(String state) {
    return registry.get("surtitle.stuck.partitions").tag("state", state).gauge().value();
  }
}
