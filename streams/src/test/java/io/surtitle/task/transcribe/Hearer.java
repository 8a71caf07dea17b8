package io.surtitle.task.transcribe;

import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.engine.WaveEngine;
import io.surtitle.event.Pcm;
import io.surtitle.inference.GraphBatch;
import io.surtitle.inference.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/** A stream that is transcribed; its session is read back from its bytes before every input. */
final class Hearer {
  final List<Said> said = new ArrayList<>();
  final Map<String, Integer> rows = new HashMap<>();
  byte[] session;
  int largest;

  private final Transcribe transcribe;
  private final Engine engine;
  private long position;

  Hearer(Transcribe transcribe, Model... models) {
    this.transcribe = transcribe;
    this.engine = new WaveEngine(List.of(models), transcribe.graphs());
    this.session = transcribe.encode(transcribe.fresh(Taken.nothing()));
  }

  TranscribeSession session() {
    return Objects.requireNonNull(transcribe.decode(session));
  }

  /** Hears samples in one record. */
  Hearer hear(short[] samples, boolean end, long pts) {
    return take(
        Input.of(Pcm.of(samples, Letters.RATE), end, position, -1, pts, 1_000 + position++));
  }

  Hearer hear(Letters audio) {
    return hear(audio.samples(), false, -1);
  }

  /** Hears samples to the end, in records of random lengths. */
  Hearer hearCut(short[] samples, Random random, int longest) {
    int from = 0;
    while (from < samples.length) {
      int to = Math.min(samples.length, from + 1 + random.nextInt(longest));
      hear(Arrays.copyOfRange(samples, from, to), to == samples.length, -1);
      from = to;
    }
    return this;
  }

  Hearer end() {
    return hear(new short[0], true, -1);
  }

  Hearer take(Input<Pcm> input) {
    TranscribeSession taking = session();
    Turn<Said> turn = new Counted(transcribe.begin("s", taking, input), rows);
    engine.run(List.of(turn));
    said.addAll(turn.outputs());
    session = transcribe.encode(taking);
    largest = Math.max(largest, session.length);
    return this;
  }

  /** All that was sent. */
  String text() {
    return said.stream().map(Said::text).collect(Collectors.joining(" "));
  }

  /** The words with their times. */
  List<String> timed() {
    return said.stream()
        .map(each -> each.text() + " " + each.startPts() + "-" + each.endPts())
        .toList();
  }

  private record Counted(Turn<Said> turn, Map<String, Integer> rows) implements Turn<Said> {
    @Override
    public void ask(String graph, GraphBatch batch) {
      turn.ask(graph, batch);
    }

    @Override
    public void take(String graph, GraphBatch batch, int first, int count) {
      rows.merge(graph, count, Integer::sum);
      turn.take(graph, batch, first, count);
    }

    @Override
    public boolean isDone() {
      return turn.isDone();
    }

    @Override
    public List<Said> outputs() {
      return turn.outputs();
    }
  }
}
