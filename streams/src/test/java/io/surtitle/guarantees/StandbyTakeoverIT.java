package io.surtitle.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed, and another that has standby replicas takes over: no caption is lost or
 * duplicated. How long captions stay away is printed, not judged.
 */
@Timeout(600)
class StandbyTakeoverIT {
  private static final int STREAMS = 24;
  private static final int MAX_WORDS = 2000;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"STANDBY", "STREAMS_PROTOCOL"})
  void killed(Mode mode) throws Exception {
    long seed = Scale.seed();
    String name = "takeover-" + mode.name().toLowerCase(Locale.ROOT);

    StandbyTakeover.Outcome outcome;
    try (Broker broker = new EmbeddedCluster()) {
      Deployment deployment =
          new Deployment(name, mode, broker.bootstrapServers(), directory, settings(mode));
      outcome =
          new StandbyTakeover(deployment, Workload.paced(seed, STREAMS, MAX_WORDS))
              .execute(Scale.chosen().kills());
    }

    print(name, outcome);
    assertThat(outcome.comparison()).isEqualTo(outcome.comparison().ideal(true));
  }

  /** Short time-outs; with the streams protocol, the broker sets those of sessions. */
  private static Map<String, String> settings(Mode mode) {
    String transaction = "producer.transaction.timeout.ms";
    return mode == Mode.STREAMS_PROTOCOL
        ? Map.of(transaction, "1500")
        : Map.of(transaction, "1500", "session.timeout.ms", "1500", "heartbeat.interval.ms", "300");
  }

  private static void print(String name, StandbyTakeover.Outcome outcome) {
    System.out.printf(
        "%s: longest gap of any of %d streams after a kill: median %d ms, worst %d ms of %s;"
            + " before it: worst %d ms; %s%n",
        name,
        STREAMS,
        median(outcome.gapsAfter()),
        worst(outcome.gapsAfter()),
        outcome.gapsAfter(),
        worst(outcome.gapsBefore()),
        outcome.comparison());
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static long worst(List<Long> values) {
    return values.stream().max(Long::compare).orElseThrow();
  }
}
