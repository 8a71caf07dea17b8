package io.surtitle.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever fails under load, the captions of every stream are those of an uninterrupted run, in
 * order and complete and, with exactly-once processing, without duplicates. Every session's state
 * is the same, to the last bit where the model's arithmetic does not depend on which rows share a
 * batch. Subclasses choose the broker.
 */
@Timeout(1200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GuaranteesContract {
  private final Scale scale = Scale.chosen();
  private final long seed = Scale.seed();
  private final Workload workload = Workload.random(seed, scale);
  private final float tolerance = Comparison.tolerance(workload);
  private final List<Fault> faults =
      Fault.plan(scale.faults() * Mode.values().length, new Random(seed));

  @TempDir private Path directory;
  private @Nullable Broker broker;
  private @Nullable CompletableFuture<Reference> reference;

  abstract Broker startBroker();

  @BeforeAll
  void start() {
    System.out.printf(
        "%s: %s, -D%s=%d%n", getClass().getSimpleName(), scale, Scale.SEED_PROPERTY, seed);
    broker = startBroker();
    reference = CompletableFuture.supplyAsync(() -> new Reference(workload));
  }

  @AfterAll
  void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void uninterrupted() throws Exception {
    Comparison comparison = execute("uninterrupted", Mode.STANDBY, List.of());

    assertThat(comparison).isEqualTo(comparison.ideal(true));
  }

  @ParameterizedTest
  @EnumSource
  void underFaults(Mode mode) throws Exception {
    int number = List.of(Mode.values()).indexOf(mode);
    List<Fault> ofMode = faults.subList(number * scale.faults(), (number + 1) * scale.faults());

    Comparison comparison = execute(mode.name().toLowerCase(Locale.ROOT), mode, ofMode);

    assertThat(comparison).isEqualTo(comparison.ideal(mode.exactlyOnce()));
  }

  private Comparison execute(String name, Mode mode, List<Fault> injected) throws Exception {
    Broker running = Objects.requireNonNull(broker);
    Reference expected = Objects.requireNonNull(reference).get();
    Deployment deployment =
        new Deployment(name, mode, running.bootstrapServers(), directory, Map.of());
    Instant start = Instant.now();
    OutputRecorder.Output actual =
        new TestRun(deployment, workload, injected, new Random(seed)).execute(running, expected);
    Comparison comparison = Comparison.of(expected, actual, tolerance);
    System.out.printf(
        "%s in %d s, %s, %d faults %s%n",
        name,
        Duration.between(start, Instant.now()).toSeconds(),
        comparison,
        injected.size(),
        injected);
    if (!comparison.equals(comparison.ideal(mode.exactlyOnce()))) {
      Differences.of(expected, actual).forEach(System.out::println);
    }
    return comparison;
  }
}
