package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.topology.Attempts.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final RuntimeException failure = new IllegalStateException("x");

  private Instant now = Instant.ofEpochMilli(1_790_000_000_000L);
  private final Attempts attempts = new Attempts(() -> now);

  @Test
  void remediesFollowOneAnother() {
    assertThat(attempts.remedy(3, 7)).isEqualTo(Remedy.NONE);
    fail(2);
    assertThat(attempts.remedy(3, 7)).isEqualTo(Remedy.NONE);
    fail(1);
    assertThat(attempts.remedy(3, 7)).isEqualTo(Remedy.DEAD_LETTER);
    fail(3);
    assertThat(attempts.remedy(3, 7)).isEqualTo(Remedy.BARE_DEAD_LETTER);
    fail(3);
    assertThat(attempts.remedy(3, 7)).isEqualTo(Remedy.LEAVE_OUT);
    fail(30);
    assertThat(attempts.remedy(3, 7)).isEqualTo(Remedy.LEAVE_OUT);
  }

  @Test
  void eachInputHasItsOwnCount() {
    fail(3);

    assertThat(attempts.remedy(3, 8)).isEqualTo(Remedy.NONE);
    assertThat(attempts.remedy(2, 7)).isEqualTo(Remedy.NONE);
    assertThat(attempts.describe(3, 7)).isEqualTo("failed 3 times: " + failure);
  }

  @Test
  void whatIsOldIsForgotten() {
    fail(3);
    pass(Attempts.MEMORY);

    assertThat(attempts.remedy(3, 7)).isEqualTo(Remedy.NONE);
  }

  @Test
  void onlyOurOwnFailuresMayLieInTheInput() {
    assertThat(Attempts.mayLieInTheInput(failure)).isTrue();
    assertThat(Attempts.mayLieInTheInput(new TimeoutException("x"))).isFalse();
    assertThat(Attempts.mayLieInTheInput(new ProcessorStateException("full"))).isFalse();
    assertThat(Attempts.mayLieInTheInput(new UncheckedIOException(new IOException("full"))))
        .isFalse();
    assertThat(Attempts.mayLieInTheInput(new StreamsException(new RecordTooLargeException("x"))))
        .as("it is another record's")
        .isFalse();
  }

  @Test
  void knowsTheFailuresThatItCounted() {
    fail(1);

    assertThat(attempts.isCounted(new StreamsException(failure))).isTrue();
    assertThat(attempts.isCounted(new StreamsException(new IllegalStateException("x")))).isFalse();
  }

  @Test
  void whatNoRemedyHelpsAgainstIsNotCounted() {
    fail(12);
    RuntimeException another = new IllegalStateException("y");

    attempts.failed(3, 7, another);

    assertThat(attempts.isCounted(another)).isFalse();
  }

  @Test
  void aStreamOfWhichSomethingWasRefusedTakesItsInputsSlowly() {
    attempts.taken(3, "game", 7);
    attempts.taken(3, "game", 8);
    assertThat(attempts.mayTake(3, "game")).isTrue();

    attempts.failed(3, "game", failure);
    attempts.taken(3, "game", 7);

    assertThat(attempts.mayTake(3, "game")).isFalse();
    assertThat(attempts.mayTake(3, "other")).isTrue();
    pass(Attempts.SLOWLY);
    assertThat(attempts.mayTake(3, "game")).isTrue();
    attempts.taken(3, "game", 7);
    assertThat(attempts.mayTake(3, "game")).isFalse();
    pass(Attempts.SUSPICION);
    attempts.taken(3, "game", 8);
    assertThat(attempts.mayTake(3, "game")).isTrue();
  }

  /** The first time, several may have been taken in the transaction. */
  @Test
  void aRefusalCountsForTheLastInputOnceTheyAreTakenSlowly() {
    attempts.failed(3, "game", failure);
    for (int i = 0; i < 3; i++) {
      assertThat(attempts.remedy(3, 7)).isEqualTo(Remedy.NONE);
      attempts.taken(3, "game", 7);
      attempts.failed(3, "game", failure);
    }

    assertThat(attempts.remedy(3, 7)).isEqualTo(Remedy.DEAD_LETTER);
  }

  @Test
  void consequencesOfARefusalAreNone() {
    assertThat(attempts.isFirst("StreamThread-1")).isTrue();
    assertThat(attempts.isFirst("StreamThread-1")).isFalse();
    assertThat(attempts.isFirst("StreamThread-2")).isTrue();
    pass(Attempts.CONSEQUENCES);
    assertThat(attempts.isFirst("StreamThread-1")).isTrue();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      attempts.failed(3, 7, failure);
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
