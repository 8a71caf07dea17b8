package io.surtitle.topology;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died; its successor continues from the stores. It stops this
 * process's streams if threads die repeatedly, or if Kafka denies this user a required operation,
 * so that the operator notices. Failures caused by an input do not stop them: {@link Attempts}
 * bounds these. Kafka Streams itself logs the stack trace of each failure.
 */
final class FailureHandler implements StreamsUncaughtExceptionHandler {
  static final int MOST_FAILURES = 5;
  static final long WITHIN_MS = 60_000;

  /** With this many failures within that time the process is not ready. */
  static final int OVER_AND_OVER = 3;

  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  private final InstantSource clock;
  private final Predicate<Throwable> bounded;
  private final Deque<Long> all = new ArrayDeque<>();
  private final Deque<Long> unbounded = new ArrayDeque<>();
  private @Nullable Throwable refusal;
  private @Nullable Throwable last;

  /**
   * A handler for one process.
   *
   * @param bounded whether a failure is of a kind whose number is bounded
   */
  FailureHandler(InstantSource clock, Predicate<Throwable> bounded) {
    this.clock = clock;
    this.bounded = bounded;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    if (isRefusal(failure)) {
      refusal = failure;
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    last = failure;
    note(all);
    if (!bounded.test(failure)) {
      note(unbounded);
    }
    if (unbounded.size() > MOST_FAILURES) {
      LOG.error("{} failures within a minute, stopping: {}", unbounded.size(), failure.toString());
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.warn("a stream thread failed and is replaced: {}", failure.toString());
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private void note(Deque<Long> failures) {
    failures.add(clock.millis());
    forgetOld(failures);
  }

  private void forgetOld(Deque<Long> failures) {
    while (!failures.isEmpty() && clock.millis() - failures.element() > WITHIN_MS) {
      failures.remove();
    }
  }

  /** Why no captions are made, if tasks fail repeatedly. */
  synchronized Optional<String> obstacle() {
    forgetOld(all);
    return all.size() < OVER_AND_OVER
        ? Optional.empty()
        : Optional.of(
            "%d stream threads failed within a minute, the last of %s"
                .formatted(all.size(), reason(last)));
  }

  /** The deepest cause, on one line. */
  static String reason(@Nullable Throwable failure) {
    Throwable deepest = failure;
    while (deepest != null && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest).lines().findFirst().orElse("");
  }

  /** The failure of the last thread that died. */
  synchronized Optional<Throwable> last() {
    return Optional.ofNullable(last);
  }

  /** Why it stopped, if Kafka denied a permission or refused a setting. */
  synchronized Optional<Throwable> refusal() {
    return Optional.ofNullable(refusal);
  }

  private static boolean isRefusal(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AuthorizationException || t instanceof AuthenticationException) {
        return true;
      }
    }
    return false;
  }
}
