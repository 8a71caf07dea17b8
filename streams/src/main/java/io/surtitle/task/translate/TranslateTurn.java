package io.surtitle.task.translate;

import io.surtitle.engine.Input;
import io.surtitle.engine.Turn;
import io.surtitle.inference.GraphBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A session's turn with one input. In each wave it reads at most one source token, and then each of
 * its translations writes at most one target token. A session that was not in memory is rebuilt
 * first ({@link Replay}).
 *
 * <p>It reads one token although the encoder accepts more: words differ in length, so a longer time
 * axis would be mostly padding, and the result for a token does not depend on how the words
 * arrived.
 */
final class TranslateTurn implements Turn<Update> {
  private final TranslateRules rules;
  private final Updates updates;
  private final TranslateSession session;
  private final Reading reading;
  private final List<Update> outputs = new ArrayList<>();
  private List<Writer> writers = List.of();
  private List<Writer> writing = List.of();

  TranslateTurn(
      TranslateRules rules,
      Updates updates,
      TranslateSession session,
      Input<String> input,
      List<Segment> segments) {
    this.rules = rules;
    this.updates = updates;
    this.session = session;
    this.reading = new Reading(rules, session, input, segments);
  }

  /** A turn without anything to read. */
  static Turn<Update> done(List<Update> ended, List<Update> more) {
    return new Finished(Stream.concat(ended.stream(), more.stream()).toList());
  }

  @Override
  public void ask(String graph, GraphBatch batch) {
    Replay replay = session.replay();
    if (replay != null) {
      ask(replay, graph, batch);
    } else if (!graph.equals(Translate.ENCODER)) {
      askDecoder(batch);
    } else if (reading.hasToken()) {
      int token = reading.next();
      if (writers.isEmpty()) {
        Utterance utterance = reading.utterance();
        writers =
            utterance.translations().stream()
                .map(each -> new Writer(rules, utterance, each))
                .toList();
      }
      batch.add(session.encoderState()).chunk("tokens", token);
    }
  }

  private void ask(Replay replay, String graph, GraphBatch batch) {
    if (graph.equals(Translate.ENCODER)) {
      replay.askEncoder(batch, session.encoderState());
    } else {
      replay.askDecoder(batch, rules.tokenizer().begin());
    }
  }

  /**
   * Adds the decoder's rows; the utterance's memory is in the batch only once, however many rows
   * attend to it.
   */
  private void askDecoder(GraphBatch batch) {
    writing = writers.stream().filter(Writer::canWrite).toList();
    if (!writing.isEmpty()) {
      Utterance utterance = reading.utterance();
      int memory = batch.share(Translate.MEMORY, utterance.memory(), utterance.length());
      writing.forEach(writer -> writer.ask(batch, memory));
    }
  }

  @Override
  public void take(String graph, GraphBatch batch, int first, int count) {
    if (graph.equals(Translate.ENCODER)) {
      Utterance utterance = reading.utterance();
      int start = utterance.grow(rules.layout.memory());
      batch.read(Translate.MEMORY, first, utterance.memory(), start);
      batch.keepState(first, session.encoderState());
    } else if (session.replay() != null) {
      session.replay().takeDecoder(batch, first);
    } else {
      int row = first;
      for (Writer writer : writing) {
        row += writer.take(batch, row);
      }
    }
  }

  @Override
  public boolean isDone() {
    if (!isRebuilt()) {
      return false;
    }
    while (!reading.hasToken()) {
      if (writers.stream().anyMatch(Writer::canWrite)) {
        return false;
      }
      if (!reading.hasSegment()) {
        return true;
      }
      reading.finishSegment();
      outputs.addAll(updates.speak(session));
      writers = List.of();
    }
    return false;
  }

  /** Whether the session's states are complete, so that it can go on. */
  private boolean isRebuilt() {
    Replay replay = session.replay();
    if (replay != null && replay.isDone()) {
      session.replay(null);
    }
    return session.replay() == null;
  }

  @Override
  public List<Update> outputs() {
    return outputs;
  }

  private record Finished(List<Update> outputs) implements Turn<Update> {
    @Override
    public void ask(String graph, GraphBatch batch) {}

    @Override
    public void take(String graph, GraphBatch batch, int first, int count) {}

    @Override
    public boolean isDone() {
      return true;
    }
  }
}
