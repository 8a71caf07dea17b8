package io.surtitle.benchmarks.process;

import java.util.Map;

/**
 * How often a graph ran with certain sizes.
 *
 * @param graph its name
 * @param axes sizes of its symbolic axes
 * @param rows that were asked for: those of the run without its padding
 * @param count number of runs
 * @param nanos total time in ONNX Runtime
 */
public record RunCount(String graph, Map<String, Integer> axes, int rows, long count, long nanos) {

  /** Steps in one run: token positions of the encoder, rows of the decoder. */
  public long steps() {
    return graph.equals("encoder") ? (long) rows * size("time") : rows;
  }

  /** Size of one axis; 0 if the graph has none of this name. */
  public int size(String axis) {
    return axes.getOrDefault(axis, 0);
  }
}
