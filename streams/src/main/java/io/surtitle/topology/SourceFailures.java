package io.surtitle.topology;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * If a source topic was deleted, restarts stream threads once it exists again: retries before would
 * be useless. If its number of partitions differs from the state's, stops the streams, since only a
 * person can help. Leaves all other failures to another handler.
 */
final class SourceFailures implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SourceFailures.class);

  private final SourceTopics sources;
  private final String application;
  private final StreamsUncaughtExceptionHandler others;
  private volatile @Nullable RepartitionException mismatch;

  SourceFailures(SourceTopics sources, String application, StreamsUncaughtExceptionHandler others) {
    this.sources = sources;
    this.application = application;
    this.others = others;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    if (!isMissing(failure)) {
      return hasOtherPartitions()
          ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
          : others.handle(failure);
    }
    LOG.warn(
        "one of {} does not exist; a stream thread waits until it is created", sources.names());
    try {
      sources.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /**
   * Why it stopped, if the topic and the application's state differ in their number of partitions.
   */
  Optional<Throwable> mismatch() {
    return Optional.ofNullable(mismatch);
  }

  private boolean hasOtherPartitions() {
    try {
      mismatch = sources.mismatch(application).orElse(null);
    } catch (KafkaException e) {
      LOG.debug("the partitions of {} are not known", sources.names(), e);
    }
    return mismatch != null;
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
