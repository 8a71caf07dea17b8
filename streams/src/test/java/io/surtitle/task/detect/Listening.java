package io.surtitle.task.detect;

import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.engine.WaveEngine;
import io.surtitle.event.Pcm;
import io.surtitle.event.StreamEvent.Cause;
import io.surtitle.inference.GraphBatch;
import io.surtitle.inference.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Streams that are heard by one detector, an input after the other and all streams at once, as the
 * topology would; each session is read back from its bytes before every input.
 */
final class Listening {
  private final Detect detect;
  private final Engine engine;
  private final List<Heard> streams = new ArrayList<>();

  Listening(Detect detect, Model model) {
    this.detect = detect;
    this.engine = new WaveEngine(model, detect.graphs());
  }

  /** What came of a stream: detections, scores, and its session's bytes. */
  final class Heard {
    final List<Detection> detections = new ArrayList<>();
    final List<Float> scores = new ArrayList<>();
    byte[] session = detect.encode(detect.fresh(Taken.nothing()));

    List<Cause> causes() {
      return detections.stream().map(Detection::cause).toList();
    }

    /** Whether an event goes on. */
    boolean isOpen() {
      return session().isOpen();
    }

    private DetectSession session() {
      return Objects.requireNonNull(detect.decode(session));
    }
  }

  /** Begins another stream. */
  Heard stream() {
    Heard heard = new Heard();
    streams.add(heard);
    return heard;
  }

  /** Lets streams take their next inputs, those of all together; where there is none, null. */
  void take(List<Input<Pcm>> inputs) {
    List<DetectSession> sessions = new ArrayList<>();
    List<Recorded> turns = new ArrayList<>();
    List<Heard> owners = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) != null) {
        Heard heard = streams.get(i);
        DetectSession session = heard.session();
        sessions.add(session);
        owners.add(heard);
        turns.add(new Recorded(detect.begin("s" + i, session, inputs.get(i)), heard));
      }
    }
    engine.run(turns);
    for (int i = 0; i < turns.size(); i++) {
      owners.get(i).detections.addAll(turns.get(i).outputs());
      owners.get(i).session = detect.encode(sessions.get(i));
    }
  }

  /** Gives up what is open in the first stream. */
  List<Detection> abandon() {
    return detect.abandon(streams.get(0).session());
  }

  /** A turn whose scores are kept. */
  private record Recorded(Turn<Detection> turn, Heard heard) implements Turn<Detection> {
    @Override
    public void ask(String graph, GraphBatch batch) {
      turn.ask(graph, batch);
    }

    @Override
    public void take(String graph, GraphBatch batch, int first, int count) {
      float[] score = new float[1];
      batch.read("output", first, score);
      heard.scores.add(score[0]);
      turn.take(graph, batch, first, count);
    }

    @Override
    public boolean isDone() {
      return turn.isDone();
    }

    @Override
    public List<Detection> outputs() {
      return turn.outputs();
    }
  }
}
