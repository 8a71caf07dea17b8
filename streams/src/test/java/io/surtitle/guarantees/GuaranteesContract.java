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
 * Whatever fails under load, every caption of every stream is the one of an uninterrupted run, in
 * order, none lost and, if exactly once is asked for, none twice; and every session's state is the
 * same, to the last bit where the model's arithmetic does not depend on what shares a run. Against
 * a broker that subclasses name.
 */
@Timeout(1200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GuaranteesContract {
  private final Scale scale = Scale.chosen();
  private final long seed = Scale.seed();
  private final Script script = Script.random(seed, scale);
  private final float bound = Verdict.bound(script);
  private final List<Fault> faults =
      Fault.some(scale.faults() * Mode.values().length, new Random(seed));

  @TempDir private Path directory;
  private @Nullable Broker broker;
  private @Nullable CompletableFuture<Reference> reference;

  abstract Broker startBroker();

  @BeforeAll
  void start() {
    System.out.printf(
        "%s: %s, -D%s=%d%n", getClass().getSimpleName(), scale, Scale.SEED_PROPERTY, seed);
    broker = startBroker();
    reference = CompletableFuture.supplyAsync(() -> new Reference(script));
  }

  @AfterAll
  void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void uninterrupted() throws Exception {
    Verdict verdict = play("whole", Mode.STANDBY, List.of());

    assertThat(verdict).isEqualTo(verdict.ideal(true));
  }

  @ParameterizedTest
  @EnumSource
  void underFaults(Mode mode) throws Exception {
    int number = List.of(Mode.values()).indexOf(mode);
    List<Fault> its = faults.subList(number * scale.faults(), (number + 1) * scale.faults());

    Verdict verdict = play(mode.name().toLowerCase(Locale.ROOT), mode, its);

    assertThat(verdict).isEqualTo(verdict.ideal(mode.once()));
  }

  private Verdict play(String name, Mode mode, List<Fault> strikes) throws Exception {
    Broker running = Objects.requireNonNull(broker);
    Reference expected = Objects.requireNonNull(reference).get();
    Stage stage = new Stage(name, mode, running.bootstrapServers(), directory, Map.of());
    Instant start = Instant.now();
    Viewer.Seen seen =
        new Performance(stage, script, strikes, new Random(seed)).play(running, expected);
    Verdict verdict = Verdict.of(expected, seen, bound);
    System.out.printf(
        "%s in %d s, %s, %d faults %s%n",
        name, Duration.between(start, Instant.now()).toSeconds(), verdict, strikes.size(), strikes);
    if (!verdict.equals(verdict.ideal(mode.once()))) {
      Differences.of(expected, seen).forEach(System.out::println);
    }
    return verdict;
  }
}
