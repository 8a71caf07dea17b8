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
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final TaskId TASK = new TaskId(0, 3);
  private static final TaskId OTHER = new TaskId(0, 2);

  private final RuntimeException failure = new IllegalStateException("x");

  private Instant now = Instant.ofEpochMilli(1_790_000_000_000L);
  private final Attempts attempts = new Attempts(() -> now);

  @Test
  void remediesFollowOneAnother() {
    assertThat(attempts.remedy(TASK, 7)).isEqualTo(Remedy.NONE);
    fail(2);
    assertThat(attempts.remedy(TASK, 7)).isEqualTo(Remedy.NONE);
    fail(1);
    assertThat(attempts.remedy(TASK, 7)).isEqualTo(Remedy.DEAD_LETTER);
    fail(3);
    assertThat(attempts.remedy(TASK, 7)).isEqualTo(Remedy.BARE_DEAD_LETTER);
    fail(3);
    assertThat(attempts.remedy(TASK, 7)).isEqualTo(Remedy.LEAVE_OUT);
    fail(30);
    assertThat(attempts.remedy(TASK, 7)).isEqualTo(Remedy.LEAVE_OUT);
  }

  @Test
  void eachInputHasItsOwnCount() {
    fail(3);

    assertThat(attempts.remedy(TASK, 8)).isEqualTo(Remedy.NONE);
    assertThat(attempts.remedy(OTHER, 7)).isEqualTo(Remedy.NONE);
    assertThat(attempts.describe(TASK, 7)).isEqualTo("failed 3 times: " + failure);
  }

  @Test
  void oldFailuresAreForgotten() {
    fail(3);
    pass(Attempts.MEMORY);

    assertThat(attempts.remedy(TASK, 7)).isEqualTo(Remedy.NONE);
  }

  @Test
  void onlyFailuresOfOurOwnCodeMayBeCausedByTheInput() {
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
  void failuresBeyondTheLastRemedyAreNotCounted() {
    fail(12);
    RuntimeException another = new IllegalStateException("y");

    attempts.failed(TASK, 7, another);

    assertThat(attempts.isCounted(another)).isFalse();
  }

  @Test
  void aStreamWithARefusedRecordTakesItsInputsSlowly() {
    attempts.taken(TASK, "game", 7);
    attempts.taken(TASK, "game", 8);
    assertThat(attempts.mayTake(TASK, "game")).isTrue();

    attempts.failed(TASK, "game", failure);
    attempts.taken(TASK, "game", 7);

    assertThat(attempts.mayTake(TASK, "game")).isFalse();
    assertThat(attempts.mayTake(TASK, "other")).isTrue();
    pass(Attempts.SLOWLY);
    assertThat(attempts.mayTake(TASK, "game")).isTrue();
    attempts.taken(TASK, "game", 7);
    assertThat(attempts.mayTake(TASK, "game")).isFalse();
    pass(Attempts.SUSPICION);
    attempts.taken(TASK, "game", 8);
    assertThat(attempts.mayTake(TASK, "game")).isTrue();
  }

  /** At the first refusal, the transaction may contain several inputs. */
  @Test
  void aRefusalCountsForTheLastInputOnceTheyAreTakenSlowly() {
    attempts.failed(TASK, "game", failure);
    for (int i = 0; i < 3; i++) {
      assertThat(attempts.remedy(TASK, 7)).isEqualTo(Remedy.NONE);
      attempts.taken(TASK, "game", 7);
      attempts.failed(TASK, "game", failure);
    }

    assertThat(attempts.remedy(TASK, 7)).isEqualTo(Remedy.DEAD_LETTER);
  }

  @Test
  void consequencesOfARefusalDoNotCount() {
    assertThat(attempts.isFirst("StreamThread-1")).isTrue();
    assertThat(attempts.isFirst("StreamThread-1")).isFalse();
    assertThat(attempts.isFirst("StreamThread-2")).isTrue();
    pass(Attempts.CONSEQUENCES);
    assertThat(attempts.isFirst("StreamThread-1")).isTrue();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      attempts.failed(TASK, 7, failure);
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
