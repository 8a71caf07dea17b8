package io.surtitle.inference;

import io.surtitle.bundle.Axis;
import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.TensorSpec;
import java.util.List;

/** The smallest run of a graph: zeros, and every axis whose size is open has the size 1. */
final class Trial {
  private Trial() {}

  /**
   * Runs the graph once.
   *
   * @throws InferenceException if ONNX Runtime fails
   */
  static void of(Graph graph) {
    GraphRun run = new GraphRun(graph);
    graph.spec().inputs().forEach(input -> ask(run, input));
    run.run();
  }

  private static void ask(GraphRun run, TensorSpec input) {
    int[] shape = smallest(input.shape());
    ElementType type = input.type();
    switch (type) {
      case FLOAT32 -> run.floats(input.name(), shape);
      case INT32 -> run.ints(input.name(), shape);
      case INT64 -> run.longs(input.name(), shape);
    }
  }

  private static int[] smallest(List<Axis> shape) {
    return shape.stream()
        .mapToInt(axis -> axis instanceof Axis.Fixed fixed ? fixed.size() : 1)
        .toArray();
  }
}
