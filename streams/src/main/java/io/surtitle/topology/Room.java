package io.surtitle.topology;

import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/** Whether what came of an input fits into the topics that it goes to. */
final class Room {
  private final RecordLimits limits;
  private final String sessions;
  private final String pending;

  Room(RecordLimits limits, String applicationId) {
    this.limits = limits;
    this.sessions = Names.changelog(applicationId, Names.SESSIONS);
    this.pending = Names.changelog(applicationId, Names.PENDING_INPUTS);
  }

  /**
   * Checks an input that is to wait.
   *
   * @throws Exceeded if the changelog does not take it
   */
  void check(PendingInput input, Original original) {
    check("pending entry", PendingCodec.size(input, original), pending);
  }

  /**
   * Checks a session's bytes.
   *
   * @throws Exceeded if its changelog does not take it
   */
  void check(String stream, byte[] session) {
    check("session", RecordSize.of(stream.length(), session.length), sessions);
  }

  /**
   * Checks a caption.
   *
   * @throws Exceeded if its topic does not take it
   */
  void check(Record<byte[], Outgoing> caption) {
    long bytes =
        RecordSize.of(caption.key(), caption.value().value(), List.of(caption.headers().toArray()));
    check("caption", bytes, caption.value().topic());
  }

  private void check(String what, long bytes, String topic) {
    int most = limits.of(topic);
    if (bytes > most) {
      throw new Exceeded(
          "its %s has %d bytes, but topic %s takes at most %d".formatted(what, bytes, topic, most));
    }
  }

  /** Something does not fit. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exceeded(String message) {
      super(message, null, false, false);
    }
  }
}
