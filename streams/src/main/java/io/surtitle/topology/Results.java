package io.surtitle.topology;

import io.surtitle.engine.Operator;
import io.surtitle.engine.Session;
import io.surtitle.event.Message;
import io.surtitle.event.Outlet;
import io.surtitle.topology.Outcome.Changed;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what is to be written and sent of what an operator gives out. */
final class Results<S extends Session, X, Y> {
  private static final Logger LOG = LoggerFactory.getLogger(Results.class);

  private final Operator<S, X, Y> operator;
  private final LiveSessions<S> sessions;
  private final Outlet<Y> outlet;
  private final String store;
  private final Room room;
  private final InstantSource clock;

  /**
   * Results of one version.
   *
   * @param store name of the sessions' store
   */
  Results(
      Operator<S, X, Y> operator,
      LiveSessions<S> sessions,
      Outlet<Y> outlet,
      String store,
      Room room,
      InstantSource clock) {
    this.operator = operator;
    this.sessions = sessions;
    this.outlet = outlet;
    this.store = store;
    this.room = room;
    this.clock = clock;
  }

  /**
   * A session that has taken an input as far as it is to.
   *
   * @throws Room.Exceeded if a message is too large
   */
  Changed<S, Y> taken(Start<S, X, Y> start, S session, List<Y> outputs) {
    List<Message> messages = messages(start.stream(), outputs);
    messages.forEach(message -> room.check(start.stream(), message));
    return changed(start, session, outputs, messages);
  }

  /** Throws Room.Exceeded if a session is too large. */
  void checkSession(Start<S, X, Y> start, Changed<S, Y> changed) {
    room.checkSession(store, start.stream(), changed.entry.bytes());
  }

  /**
   * A session that begins anew after an input that it could not take: it keeps what one keeps whose
   * bundle is replaced.
   *
   * @param finish whether what is open ends with what was shown of it
   */
  Changed<S, Y> failed(Start<S, X, Y> start, S spoilt, boolean finish) {
    S next = operator.renew(spoilt);
    next.take(start.pending().input());
    List<Y> outputs = finish ? last(start.stream(), () -> operator.abandon(spoilt)) : List.of();
    return changed(start, next, outputs, messages(start.stream(), outputs));
  }

  /** What another version's session leaves, where that version cannot be had. */
  Handover<S, Y> orphaned(String stream, byte[] session) {
    List<Y> outputs = last(stream, () -> operator.abandon(session));
    return new Handover<>(next -> next.renew(session), outputs, messages(stream, outputs));
  }

  private List<Y> last(String stream, Supplier<List<Y>> last) {
    try {
      List<Y> outputs = last.get();
      messages(stream, outputs).forEach(message -> room.check(stream, message));
      return outputs;
    } catch (RuntimeException e) {
      LOG.error("stream {}: its last output is lost", stream, e);
      return List.of();
    }
  }

  private Changed<S, Y> changed(
      Start<S, X, Y> start, S session, List<Y> outputs, List<Message> messages) {
    Handover<S, Y> from = start.from();
    SessionEntry entry = sessions.encode(start.stream(), session);
    if (from == null) {
      return new Changed<>(session, entry, outputs, messages);
    }
    return new Changed<>(
        session, entry, joined(from.outputs(), outputs), joined(from.messages(), messages));
  }

  private static <T> List<T> joined(List<T> before, List<T> after) {
    List<T> all = new ArrayList<>(before);
    all.addAll(after);
    return all;
  }

  private List<Message> messages(String stream, List<Y> outputs) {
    long now = clock.millis();
    return outputs.stream().map(each -> outlet.message(stream, each, now)).toList();
  }
}
