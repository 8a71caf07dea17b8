package io.surtitle.topology;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, which finds its work again in the stores; but stops this
 * process's streams when threads die again and again, so that whoever runs them sees it. Kafka
 * Streams logs the stack trace of each failure itself.
 */
final class FailureHandler implements StreamsUncaughtExceptionHandler {
  static final int MOST_FAILURES = 5;
  static final long WITHIN_MS = 60_000;

  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  private final InstantSource clock;
  private final Deque<Long> failures = new ArrayDeque<>();

  FailureHandler(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
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
}
