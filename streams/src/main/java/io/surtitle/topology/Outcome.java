package io.surtitle.topology;

import io.surtitle.engine.Session;
import io.surtitle.event.Message;
import io.surtitle.event.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one input in a wave: computed, but not yet written or sent.
 *
 * @param pending the input
 * @param changed its session and what to send, or null if the session had already taken the input
 * @param failure why the input becomes a dead letter, or null
 * @param begun when its first wave began, epoch milliseconds
 */
record Outcome<S extends Session, X, Y>(
    PendingInput<X> pending,
    @Nullable Changed<S, Y> changed,
    @Nullable Failure failure,
    long begun) {
  /** Why an input becomes a dead letter. */
  record Failure(Reason reason, String detail) {}

  /** A session after the input. */
  static final class Changed<S, Y> {
    final S session;
    final SessionEntry entry;
    final List<Y> outputs;
    final List<Message> messages;

    Changed(S session, SessionEntry entry, List<Y> outputs, List<Message> messages) {
      this.session = session;
      this.entry = entry;
      this.outputs = outputs;
      this.messages = messages;
    }
  }
}
