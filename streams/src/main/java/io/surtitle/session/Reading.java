package io.surtitle.session;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One input on its way through its session, a token at a time. */
public final class Reading {
  private final Interpreter interpreter;
  private final Session session;
  private final Input input;
  private final Iterator<Segment> segments;
  private final List<Update> before;
  private @Nullable Segment segment;
  private int position;
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
    nextSegment();
  }

  private void nextSegment() {
    segment = segments.hasNext() ? segments.next() : null;
    position = 0;
  }

  /** What viewers should see before anything is read. */
  public List<Update> before() {
    return before;
  }

  /** Whether a stretch of the input that lies in one utterance is being read. */
  public boolean hasSegment() {
    return segment != null;
  }

  /** Whether there is a token more in that stretch. */
  public boolean hasToken() {
    return segment != null && position < segment.tokens().length;
  }

  /**
   * Goes on to the next token, in a new utterance where none is open.
   *
   * @return its id, which the encoder is to read now
   */
  public int next() {
    Segment read = Objects.requireNonNull(segment);
    if (position == 0) {
      enter(read);
    }
    int token = read.tokens()[position++];
    if (read.ends() && position == read.tokens().length) {
      utterance().end();
    }
    return token;
  }

  private void enter(Segment read) {
    if (!session.speaking()) {
      session.open(interpreter.begin(input, begun++));
    }
    utterance().say(read.text(), input.pts(), input.timestamp());
    utterance().spot(read.spotting());
    utterance().mark(read.marks());
  }

  /**
   * Goes on to the next stretch, once all of this one is read and all decoder steps are done.
   *
   * @return what viewers should see now
   */
  public List<Update> speak() {
    if (position == 0) { // all its words wait, or the model reads none of it
      Segment read = Objects.requireNonNull(segment);
      enter(read);
      if (read.ends()) {
        utterance().end();
      }
    }
    nextSegment();
    return interpreter.speak(session);
  }

  /** The session that reads. */
  public Session session() {
    return session;
  }

  /** The utterance that the last token lies in. */
  public Utterance utterance() {
    return Objects.requireNonNull(session.utterance(), "nothing has been read");
  }
}
