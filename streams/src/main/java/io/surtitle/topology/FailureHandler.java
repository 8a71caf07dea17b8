package io.surtitle.topology;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, which finds its work again in the stores; but stops this
 * process's streams when threads die again and again, or when Kafka does not let this user do what
 * must be done, so that whoever runs them sees it. Kafka Streams logs the stack trace of each
 * failure itself.
 */
final class FailureHandler implements StreamsUncaughtExceptionHandler {
  static final int MOST_FAILURES = 5;
  static final long WITHIN_MS = 60_000;

  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  private final InstantSource clock;
  private final Deque<Long> failures = new ArrayDeque<>();
  private @Nullable Throwable refusal;

  FailureHandler(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    if (isRefusal(failure)) {
      refusal = failure;
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    long now = clock.millis();
    failures.add(now);
    while (now - failures.element() > WITHIN_MS) {
      failures.remove();
    }
    if (failures.size() > MOST_FAILURES) {
      LOG.error("{} failures within a minute, stopping: {}", failures.size(), failure.toString());
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.warn("a stream thread failed and is replaced: {}", failure.toString());
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Why it stopped, if Kafka refused the user or something that the user wanted. */
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
