package io.surtitle.topology;

import io.surtitle.event.Reason;
import io.surtitle.session.Session;
import io.surtitle.session.Update;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What became of one input in a wave: computed, and nothing of it written or sent yet.
 *
 * @param pending the input
 * @param changed its session, and the captions to send now, or null if it had taken the input
 *     before
 * @param failure why the input becomes a dead letter, or null
 * @param begun when its first wave began, epoch milliseconds
 */
record Outcome(
    PendingInput pending, @Nullable Changed changed, @Nullable Failure failure, long begun) {

  /** Why an input becomes a dead letter. */
  record Failure(Reason reason, String detail) {}

  /** A session after the input. */
  static final class Changed {
    final Session session;
    final byte[] bytes;
    final List<Update> updates;
    final List<Record<byte[], Outgoing>> captions;

    Changed(
        Session session,
        byte[] bytes,
        List<Update> updates,
        List<Record<byte[], Outgoing>> captions) {
      this.session = session;
      this.bytes = bytes;
      this.updates = updates;
      this.captions = captions;
    }
  }
}
