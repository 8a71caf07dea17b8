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
 * A process is killed, and another that has standby replicas takes over: nothing is lost or comes
 * twice. How long captions stay away is printed.
 */
@Timeout(600)
class SilenceIT {
  private static final int STREAMS = 24;
  private static final int MOST_WORDS = 2000;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"STANDBY", "STREAMS_PROTOCOL"})
  void killed(Mode mode) throws Exception {
    long seed = Scale.seed();
    String name = "silence-" + mode.name().toLowerCase(Locale.ROOT);

    Succession.Outcome outcome;
    try (Broker broker = new EmbeddedCluster()) {
      Stage stage = new Stage(name, mode, broker.bootstrapServers(), directory, settings(mode));
      outcome =
          new Succession(stage, Script.speech(seed, STREAMS, MOST_WORDS))
              .play(Scale.chosen().kills());
    }

    print(name, outcome);
    assertThat(outcome.verdict()).isEqualTo(outcome.verdict().ideal(true));
  }

  /** Short time-outs; with the streams protocol, those of sessions are the broker's to set. */
  private static Map<String, String> settings(Mode mode) {
    String transaction = "producer.transaction.timeout.ms";
    return mode == Mode.STREAMS_PROTOCOL
        ? Map.of(transaction, "1500")
        : Map.of(transaction, "1500", "session.timeout.ms", "1500", "heartbeat.interval.ms", "300");
  }

  private static void print(String name, Succession.Outcome outcome) {
    System.out.printf(
        "%s: longest silence of any of %d streams after a kill: median %d ms, worst %d ms of %s;"
            + " before it: worst %d ms; %s%n",
        name,
        STREAMS,
        median(outcome.silences()),
        worst(outcome.silences()),
        outcome.silences(),
        worst(outcome.ordinary()),
        outcome.verdict());
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static long worst(List<Long> values) {
    return values.stream().max(Long::compare).orElseThrow();
  }
}
