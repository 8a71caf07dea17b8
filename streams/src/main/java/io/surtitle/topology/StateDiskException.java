package io.surtitle.topology;

import org.apache.kafka.common.KafkaException;

/** The local state cannot be opened, since its disk is full; the message says how full. */
public final class StateDiskException extends KafkaException {
  private static final long serialVersionUID = 1;

  StateDiskException(String message, Throwable cause) {
    super(message, cause);
  }
}
