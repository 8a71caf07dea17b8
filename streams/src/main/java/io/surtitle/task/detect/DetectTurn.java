package io.surtitle.task.detect;

import io.surtitle.engine.Input;
import io.surtitle.engine.Turn;
import io.surtitle.event.Pcm;
import io.surtitle.event.StreamEvent.Cause;
import io.surtitle.inference.GraphBatch;
import io.surtitle.task.audio.AudioReader;
import io.surtitle.task.audio.Chunk;
import io.surtitle.task.audio.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of one input on their way through a session, a chunk in each wave. */
final class DetectTurn implements Turn<Detection> {
  private final DetectRules rules;
  private final DetectSession session;
  private final Input<Pcm> input;
  private final AudioReader reader;
  private final @Nullable Cause ending;
  private final List<Detection> outputs = new ArrayList<>();
  private int found;
  private boolean scoring;

  /**
   * Begins to take an input.
   *
   * @param reader of its samples
   */
  DetectTurn(DetectRules rules, DetectSession session, Input<Pcm> input, AudioReader reader) {
    this.rules = rules;
    this.session = session;
    this.input = input;
    this.reader = reader;
    this.ending = ending(input);
    if (!reader.follows()) {
      outputs.addAll(rules.end(session, Cause.GAP, input.timestamp()));
    }
    readOn();
  }

  /** Why what is open ends with an input, null if it does not. */
  private static @Nullable Cause ending(Input<Pcm> input) {
    if (input instanceof Input.Silence) {
      return Cause.SILENCE;
    }
    return input.ends() ? Cause.END : null;
  }

  /** Fills a chunk; the last one of a stream with zeros. */
  private void readOn() {
    boolean full = reader.readOn();
    scoring = full || (ending != null && session.chunk().filled() > 0);
    if (!scoring && ending != null) {
      outputs.addAll(rules.end(session, ending, input.timestamp()));
    }
  }

  @Override
  public void ask(String graph, GraphBatch batch) {
    if (scoring) {
      Chunk chunk = session.chunk();
      chunk.pad();
      batch.add(session.state()).chunk(rules.input(), chunk.samples());
    }
  }

  @Override
  public void take(String graph, GraphBatch batch, int first, int count) {
    float[] score = new float[1];
    batch.read(rules.output(), first, score);
    batch.keepState(first, session.state());
    score(score[0]);
    readOn();
  }

  private void score(float score) {
    Span before = session.span();
    Moment begin = session.chunk().begin();
    Moment now = session.audio().now();
    Span after = rules.score(before, begin, now, score, input.position(), found);
    if (after != null && before == null) {
      found++;
    }
    if (after != null && after.begun() && !(before != null && before.begun())) {
      outputs.add(Detection.begins(after, now, input.timestamp()));
    }
    if (after == null && before != null && before.begun()) {
      outputs.add(Detection.ends(before, now, Cause.SCORE, input.timestamp()));
    }
    session.next(after);
  }

  @Override
  public boolean isDone() {
    return !scoring;
  }

  @Override
  public List<Detection> outputs() {
    return outputs;
  }
}
