package io.surtitle.topology;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the text topic is gone, lets stream threads begin again once it is back: no number of
 * attempts would help before. Where it has other partitions than the state, nothing but a person
 * helps. All else is another handler's.
 */
final class SourceFailures implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SourceFailures.class);

  private final SourceTopic source;
  private final String application;
  private final StreamsUncaughtExceptionHandler others;
  private volatile @Nullable RepartitionException mismatch;

  SourceFailures(SourceTopic source, String application, StreamsUncaughtExceptionHandler others) {
    this.source = source;
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
    LOG.warn("topic {} is gone; a stream thread waits until it is there again", source.name());
    try {
      source.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Why it stopped, if the topic has other partitions than the application's state. */
  Optional<Throwable> mismatch() {
    return Optional.ofNullable(mismatch);
  }

  private boolean hasOtherPartitions() {
    try {
      mismatch = source.mismatch(application).orElse(null);
    } catch (KafkaException e) {
      LOG.debug("the partitions of topic {} are not known", source.name(), e);
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
