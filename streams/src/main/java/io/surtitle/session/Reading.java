package io.surtitle.session;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** One input on its way through its session, a segment at a time. */
public final class Reading {
  private final Interpreter interpreter;
  private final Session session;
  private final Input input;
  private final Iterator<Segment> segments;
  private final List<Update> before;
  private int begun;

  Reading(
      Interpreter interpreter,
      Session session,
      Input input,
      List<Segment> segments,
      List<Update> before) {
    this.interpreter = interpreter;
    this.session = session;
    this.input = input;
    this.segments = segments.iterator();
    this.before = before;
  }

  /** What viewers should see before any segment is read. */
  public List<Update> before() {
    return before;
  }

  /** Whether there is more to read. */
  public boolean hasNext() {
    return segments.hasNext();
  }

  /**
   * Goes on to the next segment, in a new utterance where none is open.
   *
   * @return its token ids, at least one, which the encoder is to read now
   */
  public int[] next() {
    Segment segment = segments.next();
    if (!session.speaking()) {
      session.open(interpreter.begin(input, begun++));
    }
    utterance().say(segment.text(), input.pts(), input.timestamp());
    if (segment.ends()) {
      utterance().end();
    }
    return segment.tokens();
  }

  /** What viewers should see after the segment was read and all decoder steps are done. */
  public List<Update> speak() {
    return interpreter.speak(session);
  }

  /** The session that reads. */
  public Session session() {
    return session;
  }

  /** The utterance the current segment lies in. */
  public Utterance utterance() {
    return Objects.requireNonNull(session.utterance(), "no segment is being read");
  }
}
