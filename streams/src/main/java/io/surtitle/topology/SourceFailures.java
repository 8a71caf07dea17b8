package io.surtitle.topology;

import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the text topic is gone, lets stream threads begin again once it is back: no number of
 * attempts would help before. All else is another handler's.
 */
final class SourceFailures implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SourceFailures.class);

  private final SourceTopic source;
  private final StreamsUncaughtExceptionHandler others;

  SourceFailures(SourceTopic source, StreamsUncaughtExceptionHandler others) {
    this.source = source;
    this.others = others;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    if (!isMissing(failure)) {
      return others.handle(failure);
    }
    LOG.warn("topic {} is gone; a stream thread waits until it is there again", source.name());
    try {
      source.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static boolean isMissing(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof MissingSourceTopicException) {
        return true;
      }
    }
    return false;
  }
}
