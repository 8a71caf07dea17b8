package io.surtitle.guarantees;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long {@code surtitle run} takes to end, and how long captions stay away when one of two ends.
 * The broker and both engines are processes of their own. Times are printed; only a hang fails.
 * Runs at the long scale alone.
 */
@Timeout(900)
class HandoverIT {
  private static final int STREAMS = 12;
  private static final int ROUNDS = 2;
  private static final Duration HANGS = Duration.ofMinutes(1);
  private static final int TERMINATED = 143;
  private static final int KILLED = 137;

  @TempDir private Path directory;

  /** The settings of broker and engines. */
  enum Settings {
    /** The defaults, and a broker as it comes. */
    STOCK,
    /** What {@code deploy} sets. */
    DEPLOYED
  }

  @ParameterizedTest
  @EnumSource
  void stoppedAndKilled(Settings settings) throws Exception {
    assumeTrue(Scale.isLong(), "processes and real times are for the long scale");
    try (Program broker = BrokerProgram.start(directory.resolve("broker.log"), broker(settings))) {
      String address = BrokerProgram.address(broker);
      try (Handover handover = new Handover(directory, engine(settings, address))) {
        handover.start();
        handover.start();
        try (LiveTraffic traffic = new LiveTraffic(address, STREAMS)) {
          for (int round = 0; round < ROUNDS; round++) {
            check(settings, "SIGTERM", TERMINATED, handover.end(traffic, true));
            check(settings, "kill -9", KILLED, handover.end(traffic, false));
          }
        }
      }
    }
  }

  private static void check(Settings settings, String signal, int code, Handover.Outcome outcome) {
    System.out.printf("handover, %s, %s: %s%n", settings, signal, outcome);
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.end()).isLessThan(HANGS);
  }

  private static Map<String, String> broker(Settings settings) throws Exception {
    if (settings == Settings.STOCK) {
      return Map.of();
    }
    String compose = Files.readString(deployed("compose.yaml"));
    Matcher least = Pattern.compile("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: (\\d+)").matcher(compose);
    assertThat(least.find()).isTrue();
    return Map.of("group.min.session.timeout.ms", least.group(1));
  }

  private static String engine(Settings settings, String address) {
    Configuration deployed = ConfigurationReader.read(deployed("surtitle.yaml"));
    String more =
        settings == Settings.STOCK
            ? ""
            : deployed.kafka().entrySet().stream()
                .filter(each -> !each.getKey().equals(Configuration.BOOTSTRAP))
                .map(each -> "  %s: %s%n".formatted(each.getKey(), each.getValue()))
                .collect(joining());
    return "model: {bundle: %s}%nkafka:%n  bootstrap.servers: %s%n%s"
        .formatted(ToyBundle.directory(), address, more);
  }

  private static Path deployed(String file) {
    return Path.of("..", "deploy", "compose", file);
  }
}
