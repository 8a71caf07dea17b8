package io.surtitle.batching;

import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.StateSpec;
import io.surtitle.inference.GraphRun;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.IntFunction;

/** Moves recurrent states between sessions, one array each, and a graph's batched tensors. */
final class States {
  private final List<StateSpec> specs;
  private final int[] sizes;

  States(GraphSpec graph) {
    this.specs = graph.states();
    this.sizes = graph.stateSizes().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Row i of every state input, of {@code rows}, becomes the array of i. */
  void gather(GraphRun run, int rows, IntFunction<float[]> arrays) {
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      FloatBuffer input = run.floats(specs.get(i).input(), rows, sizes[i]);
      for (int row = 0; row < rows; row++) {
        input.put(arrays.apply(row), from, sizes[i]);
      }
      from += sizes[i];
    }
  }

  /** Writes row {@code row} of every state output into a session's array. */
  void scatter(GraphRun run, int row, float[] session) {
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      FloatBuffer rows = run.floatOutput(specs.get(i).output());
      rows.get(row * sizes[i], session, from, sizes[i]);
      from += sizes[i];
    }
    NonFiniteException.check(session, 0, session.length, "a recurrent state");
  }
}
