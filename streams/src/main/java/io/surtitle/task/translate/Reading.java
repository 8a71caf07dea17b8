package io.surtitle.task.translate;

import io.surtitle.engine.Input;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One input as its session reads it, one token at a time. */
final class Reading {
  private final TranslateRules rules;
  private final TranslateSession session;
  private final Input<String> input;
  private final Iterator<Segment> segments;
  private @Nullable Segment segment;
  private int position;

  Reading(
      TranslateRules rules, TranslateSession session, Input<String> input, List<Segment> segments) {
    this.rules = rules;
    this.session = session;
    this.input = input;
    this.segments = segments.iterator();
    nextSegment();
  }

  private void nextSegment() {
    segment = segments.hasNext() ? segments.next() : null;
    position = 0;
  }

  /** Whether a segment of the input is being read. */
  boolean hasSegment() {
    return segment != null;
  }

  /** Whether that segment has another token. */
  boolean hasToken() {
    return segment != null && position < segment.tokens().length;
  }

  /**
   * Moves to the next token, in a new utterance if none is open.
   *
   * @return its id, for the encoder
   */
  int next() {
    Segment read = Objects.requireNonNull(segment);
    if (position == 0) {
      enter(read);
    }
    int token = read.tokens()[position++];
    utterance().read();
    session.unsaved().token(token);
    if (read.ends() && position == read.tokens().length) {
      utterance().end();
    }
    return token;
  }

  private void enter(Segment read) {
    if (!session.isOpen()) {
      session.open(rules.begin(input, session.nextPart(input.position())));
    }
    utterance().say(read.text(), input.pts(), input.timestamp());
    utterance().spot(read.spotting());
    utterance().mark(read.marks());
  }

  /** Moves to the next segment, once this one has been read and all its rows are done. */
  void finishSegment() {
    if (position == 0) { // all its words wait, or the model reads none of it
      Segment read = Objects.requireNonNull(segment);
      enter(read);
      if (read.ends()) {
        utterance().end();
      }
    }
    nextSegment();
  }

  /** The utterance of the last token. */
  Utterance utterance() {
    return Objects.requireNonNull(session.utterance(), "nothing has been read");
  }
}
