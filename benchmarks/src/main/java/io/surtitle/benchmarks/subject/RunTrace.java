package io.surtitle.benchmarks.subject;

import io.surtitle.benchmarks.process.RunCount;
import io.surtitle.inference.RunObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the runs of ONNX Runtime by their shapes. Thread-safe. */
public final class RunTrace implements RunObserver {
  private final Map<Shape, Tally> tallies = new HashMap<>();

  private record Shape(String graph, Map<String, Integer> axes, int rows) {}

  private static final class Tally {
    private long count;
    private long nanos;
  }

  @Override
  public synchronized void ran(String graph, Map<String, Integer> axes, int rows, long nanos) {
    Tally tally = tallies.computeIfAbsent(new Shape(graph, axes, rows), shape -> new Tally());
    tally.count++;
    tally.nanos += nanos;
  }

  /** The runs since the last call. */
  public synchronized List<RunCount> take() {
    List<RunCount> counts = new ArrayList<>();
    tallies.forEach(
        (shape, tally) ->
            counts.add(
                new RunCount(shape.graph(), shape.axes(), shape.rows(), tally.count, tally.nanos)));
    tallies.clear();
    return counts;
  }
}
