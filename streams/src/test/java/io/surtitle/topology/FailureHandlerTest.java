package io.surtitle.topology;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailureHandlerTest {
  private long now = 1_000;
  private final FailureHandler handler =
      new FailureHandler(
          () -> Instant.ofEpochMilli(now), failure -> failure instanceof ArithmeticException);

  @Test
  void fewFailuresReplaceTheThread() {
    for (int i = 0; i < FailureHandler.MOST_FAILURES; i++) {
      assertThat(handler.handle(new IllegalStateException("x"))).isEqualTo(REPLACE_THREAD);
    }
  }

  @Test
  void aRefusalByKafkaStopsAtOnce() {
    Throwable refusal = new StreamsException(new GroupAuthorizationException("games"));

    assertThat(handler.handle(refusal)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(handler.refusal()).contains(refusal);
  }

  @Test
  void manyFailuresWithinAMinuteStop() {
    fewFailuresReplaceTheThread();
    now += FailureHandler.WITHIN_MS;

    assertThat(handler.handle(new InternalError("x"))).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void oldFailuresAreForgotten() {
    fewFailuresReplaceTheThread();
    now += FailureHandler.WITHIN_MS + 1;

    assertThat(handler.handle(new InternalError("x"))).isEqualTo(REPLACE_THREAD);
  }

  @Test
  void failuresCausedByAnInputDoNotStop() {
    fewFailuresReplaceTheThread();

    for (int i = 0; i < 100; i++) {
      assertThat(handler.handle(new ArithmeticException("x"))).isEqualTo(REPLACE_THREAD);
    }
  }

  @Test
  void repeatedFailuresAreAnObstacleForAMinute() {
    handler.handle(new ArithmeticException("x"));
    handler.handle(new IllegalStateException("y"));
    assertThat(handler.obstacle()).isEmpty();

    handler.handle(new StreamsException("wrapped", new IllegalStateException("the cause\nmore")));

    assertThat(handler.obstacle())
        .contains(
            "3 stream threads failed within a minute, the last of"
                + " java.lang.IllegalStateException: the cause");
    now += FailureHandler.WITHIN_MS + 1;
    assertThat(handler.obstacle()).isEmpty();
  }
}
