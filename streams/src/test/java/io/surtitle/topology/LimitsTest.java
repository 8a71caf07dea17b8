package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import io.surtitle.topology.TopologySettings.Behind;
import io.surtitle.topology.TopologySettings.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when a limit is reached. */
class LimitsTest {
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LAG = Duration.ofSeconds(20);
  private static final Duration LATE = LAG.plusSeconds(1);

  @TempDir private Path directory;

  @Test
  void streamBeyondTheLimitIsRefused() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench.say("one", "What");
      bench.say("two", "What");

      bench.say("three", "What");
      bench.say("one", "a");

      assertThat(bench.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.key()).isEqualTo(Bench.bytes("three"));
                assertThat(Bench.header(letter, "surtitle-error-reason"))
                    .isEqualTo("too-many-streams");
              });
    }
  }

  @Test
  void refusedStreamIsTakenOnceAnotherIsIdle() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench.say("one", "What");
      bench.say("two", "What");
      bench.settle();
      bench.pass(IDLE.plusSeconds(1));
      bench.settle();

      bench.say("three", "What a shot!");
      bench.settle();

      assertThat(bench.deadLetters()).isEmpty();
      assertThat(bench.captions("fr")).extracting(Caption::stream).contains("three");
    }
  }

  @Test
  void idleStreamIsClosedAndItsCaptionFinal() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench.say("one", "What a");
      bench.settle();

      bench.pass(IDLE.plusSeconds(1));
      bench.settle();

      assertThat(sessions(bench)).isZero();
      assertThat(bench.captions("fr")).last().extracting(Caption::status).isEqualTo(Status.FINAL);
    }
  }

  @Test
  void silenceIsNothingHeard() {
    try (Bench bench = new Bench(directory, settings(Duration.ofSeconds(50), Behind.CATCH_UP))) {
      bench.say("one", "What a");
      bench.settle();
      bench.pass(Duration.ofSeconds(51));
      bench.settle();

      bench.pass(Duration.ofSeconds(10));

      assertThat(sessions(bench)).isZero();
    }
  }

  @Test
  void closedStreamBeginsAnew() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench.say("one", "What a shot!");
      bench.settle();
      bench.pass(IDLE.plusSeconds(1));
      bench.settle();
      bench.captions("fr");

      bench.say("one", "What a game!");
      bench.settle();

      assertThat(bench.captions("fr")).last().extracting(Caption::id).isEqualTo("one/1.0/fr");
    }
  }

  @Test
  void tooManyPendingInputsAreWorkedOffAtOnce() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench.say("one", "What", "a", "shot", "it");

      bench.say("one", "was!");

      assertThat(bench.faults.waves()).isNotEmpty().containsOnly(1);
    }
  }

  @Test
  void tooManyPendingBytesAreWorkedOffAtOnce() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench.send(Bench.bytes("one"), Bench.bytes("What"), Map.of("x", "y".repeat(60_000)));
      assertThat(bench.faults.waves()).isEmpty();

      bench.send(Bench.bytes("two"), Bench.bytes("What"), Map.of("x", "y".repeat(60_000)));

      assertThat(bench.faults.waves()).isNotEmpty();
    }
  }

  @Test
  void lateInputIsTranslatedWhereStreamsCatchUp() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench.pass(LATE);

      bench.say("one", "What a shot!");
      bench.settle();

      assertThat(bench.captions("fr")).last().extracting(Caption::source).isEqualTo("What a shot!");
    }
  }

  @Test
  void lateInputsAreOneGapWhereStreamsSkipToLive() {
    try (Bench bench = bench(Behind.SKIP_TO_LIVE)) {
      bench.say("one", "What", "a", "shot");
      bench.settle();
      List<Caption> before = bench.captions("fr");
      bench.pass(LATE);

      bench.say("one", "in", "the", "end.");
      bench.sayNow("one", "What a game!");
      bench.settle();

      List<Caption> after = bench.captions("fr");
      assertThat(after).extracting(Caption::id).startsWith("one/0.0/fr", "one/3.0/fr");
      assertThat(after.get(0).text()).isEqualTo(before.get(before.size() - 1).text());
      assertThat(after.subList(0, 2)).extracting(Caption::status).containsOnly(Status.FINAL);
      assertThat(after.get(1).text()).isEqualTo("[\u2026]");
      assertThat(after.get(2).id()).isEqualTo("one/6.0/fr");
      assertThat(after).last().extracting(Caption::source).isEqualTo("What a game!");
    }
  }

  @Test
  void headersHaveALimit() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench.send(Bench.bytes("one"), Bench.bytes("What"), Map.of("x", "y".repeat(70_000)));

      assertThat(bench.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(Bench.header(letter, "surtitle-error-reason")).isEqualTo("too-large");
                assertThat(Bench.header(letter, "surtitle-error-detail"))
                    .isEqualTo("headers of 70011 bytes, but at most 65536 are taken");
              });
    }
  }

  @Test
  void aSessionThatItsChangelogDoesNotTakeStopsOnlyItsOwnStream() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench.say("one", "What a");
      bench.say("two", "What a");
      bench.settle();
      // An open session has more, a closed one less.
      bench.safeguards.limits().refused("surtitle-sessions-changelog", 2 * 256);

      bench.say("one", "shot");
      bench.settle();
      bench.say("one", "What!");
      bench.settle();

      assertThat(bench.deadLetters())
          .extracting(letter -> Bench.header(letter, "surtitle-error-reason"))
          .containsExactly("too-large");
      assertThat(bench.captions("fr"))
          .filteredOn(each -> each.stream().equals("one"))
          .last()
          .extracting(Caption::status)
          .isEqualTo(Status.FINAL);
    }
  }

  /** It would wait for ever, since the clock stands still. */
  @Test
  void aStreamThatTakesItsInputsSlowlyHoldsNothingUp() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench
          .safeguards
          .attempts()
          .failed(new TaskId(0, 0), "one", new IllegalStateException("refused"));

      bench.say("one", "What", "a", "shot", "it", "was", "in", "the", "end!");
      bench.settle();

      assertThat(bench.captions("fr")).last().extracting(Caption::status).isEqualTo(Status.FINAL);
    }
  }

  @Test
  void anInputThatItsChangelogDoesNotTakeIsADeadLetter() {
    try (Bench bench = bench(Behind.CATCH_UP)) {
      bench.safeguards.limits().refused("surtitle-pending-inputs-changelog", 1000);

      bench.say("one", "What a " + "very ".repeat(40) + "good shot!");
      bench.say("one", "What!");
      bench.settle();

      assertThat(bench.deadLetters())
          .extracting(letter -> Bench.header(letter, "surtitle-error-reason"))
          .containsExactly("too-large");
      assertThat(bench.captions("fr")).last().extracting(Caption::source).isEqualTo("What!");
    }
  }

  private Bench bench(Behind behind) {
    return new Bench(directory, settings(Duration.ofHours(1), behind));
  }

  private static TopologySettings settings(Duration silence, Behind behind) {
    TopologySettings toy = Toy.settings(64, silence);
    Limits limits = new Limits(2, 5, 100_000, IDLE, LAG, behind);
    return new TopologySettings(toy.deadLetters(), silence, toy.batch(), limits);
  }

  private static long sessions(Bench bench) {
    try (KeyValueIterator<Bytes, byte[]> entries =
        bench.driver.<Bytes, byte[]>getKeyValueStore("sessions").all()) {
      long count = 0;
      for (; entries.hasNext(); entries.next()) {
        count++;
      }
      return count;
    }
  }
}
