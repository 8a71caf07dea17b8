package io.surtitle.topology;

import io.surtitle.event.Message;

/** Checks whether the records that result from an input fit into their topics. */
final class Room {
  private final RecordLimits limits;
  private final String application;

  Room(RecordLimits limits, String application) {
    this.limits = limits;
    this.application = application;
  }

  /**
   * Checks a pending input.
   *
   * @param bytes the size of its entry in the store
   * @throws Exceeded if it is too large for its changelog topic
   */
  void checkEntry(String store, long bytes) {
    check("pending entry", bytes, Names.changelog(application, store));
  }

  /**
   * Checks an encoded session.
   *
   * @throws Exceeded if it is too large for its changelog topic
   */
  void checkSession(String store, String stream, byte[] session) {
    long bytes = RecordSize.of(stream.length(), session.length);
    check("session", bytes, Names.changelog(application, store));
  }

  /**
   * Checks a message.
   *
   * @throws Exceeded if it is too large for its topic
   */
  void check(String stream, Message message) {
    check(
        "caption",
        RecordSize.of(stream.length(), message.value().length, message.headers()),
        message.topic());
  }

  private void check(String what, long bytes, String topic) {
    int most = limits.of(topic);
    if (bytes > most) {
      throw new Exceeded(
          "its %s has %d bytes, but topic %s takes at most %d".formatted(what, bytes, topic, most));
    }
  }

  /** A record is too large for its topic. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exceeded(String message) {
      super(message, null, false, false);
    }
  }
}
