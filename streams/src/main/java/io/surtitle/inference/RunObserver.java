package io.surtitle.inference;

import java.util.Map;

/** Is told of every run of a model's graphs, on the thread that ran it: for measurements. */
@FunctionalInterface
public interface RunObserver {
  /** Tells nobody. */
  RunObserver NONE = (graph, axes, rows, nanos) -> {};

  /**
   * One run has succeeded.
   *
   * @param graph its name
   * @param axes the sizes of its symbolic axes
   * @param rows how many rows were asked for; the run has more if it was padded
   * @param nanos how long ONNX Runtime took
   */
  void ran(String graph, Map<String, Integer> axes, int rows, long nanos);
}
