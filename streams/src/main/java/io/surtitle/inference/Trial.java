package io.surtitle.inference;

import io.surtitle.bundle.Axis;
import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.Role;
import io.surtitle.bundle.TensorSpec;
import java.util.List;

/**
 * The smallest run of a graph: zeros where there is no constant, and every axis whose size is open
 * has the size 1.
 */
final class Trial {
  private Trial() {}

  /**
   * Runs the graph once.
   *
   * @throws InferenceException if ONNX Runtime fails
   */
  static void of(Graph graph) {
    GraphRun run = new GraphRun(graph);
    RowStates one = new RowStates(0, Batching.CPU);
    one.add(new byte[0]);
    for (TensorSpec input : graph.spec().inputs()) {
      if (input.role() instanceof Role.Constant constant) {
        new ConstantInput(input, constant.value()).fill(run, one);
      } else {
        ask(run, input);
      }
    }
    run.run();
  }

  private static void ask(GraphRun run, TensorSpec input) {
    int[] shape = smallest(input.shape());
    ElementType type = input.type();
    switch (type) {
      case FLOAT16 -> run.bytes(input.name(), shape);
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
