package io.surtitle.batching;

import io.surtitle.session.Interpreter;
import io.surtitle.session.Reading;
import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.List;

/** A turn under way: what it reads, and who writes its translations. */
final class Flight {
  private final Turn turn;
  private final Interpreter interpreter;
  private final int beam;
  private final Reading reading;
  private final List<Update> updates;
  private List<Writer> writers = List.of();

  Flight(Turn turn, Interpreter interpreter, int beam) {
    this.turn = turn;
    this.interpreter = interpreter;
    this.beam = beam;
    this.reading = interpreter.read(turn.session(), turn.input(), turn.glossary());
    this.updates = new ArrayList<>(reading.before());
  }

  Turn turn() {
    return turn;
  }

  Reading reading() {
    return reading;
  }

  /** Moves to the next source token, which there must be, and returns its id. */
  int read() {
    int token = reading.next();
    if (writers.isEmpty()) {
      writers =
          reading.utterance().translations().stream()
              .map(each -> new Writer(interpreter, reading.utterance(), each, beam))
              .toList();
    }
    return token;
  }

  /** One for each translation of the current utterance; none before its first token is read. */
  List<Writer> writers() {
    return writers;
  }

  /** Whether all is read and written; what is said on the way is kept. */
  boolean isDone() {
    while (!reading.hasToken()) {
      if (writers.stream().anyMatch(Writer::canWrite)) {
        return false;
      }
      if (!reading.hasSegment()) {
        return true;
      }
      updates.addAll(reading.speak());
      writers = List.of();
    }
    return false;
  }

  Engine.Done done() {
    return new Engine.Done(turn, updates);
  }
}
