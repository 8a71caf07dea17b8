package io.surtitle.topology;

import org.apache.kafka.common.KafkaException;

/**
 * The text topic and an application's state have different numbers of partitions, or the streams
 * cannot be moved at present. The message is one sentence that says what to do.
 */
public final class RepartitionException extends KafkaException {
  private static final long serialVersionUID = 1L;

  RepartitionException(String message) {
    super(message);
  }
}
