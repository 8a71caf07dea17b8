package io.surtitle.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.surtitle.bundle.GraphSpec;
import java.util.Map;

/** One open graph. Safe for use by many threads, each with a run of its own. */
public final class Graph {

  private final String name;
  private final GraphSpec spec;
  private final OrtSession session;
  private final Batching batching;
  private final RunObserver observer;
  private final ThreadLocal<GraphRun> runs = ThreadLocal.withInitial(() -> new GraphRun(this));
  private final ThreadLocal<GraphBatch> batches =
      ThreadLocal.withInitial(() -> new GraphBatch(this));

  Graph(String name, GraphSpec spec, OrtSession session, Batching batching, RunObserver observer) {
    this.name = name;
    this.spec = spec;
    this.session = session;
    this.batching = batching;
    this.observer = observer;
  }

  /** What goes in and comes out, as the graph itself has confirmed. */
  public GraphSpec spec() {
    return spec;
  }

  /**
   * The buffers of the calling thread, to fill, run and read again and again. They are as large as
   * the thread's largest run, so it is well that all that runs on a thread shares them.
   */
  public GraphRun run() {
    return runs.get();
  }

  /** The batch of the calling thread, in buffers of its own that only grow. */
  public GraphBatch batch() {
    return batches.get();
  }

  String name() {
    return name;
  }

  Batching batching() {
    return batching;
  }

  /** Runs the graph from the inputs into the outputs, for so many rows. */
  void run(
      Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, AxisSizes sizes, int rows)
      throws OrtException {
    long start = System.nanoTime();
    // The result owns none of these tensors, but it is a resource all the same.
    session.run(inputs, outputs).close();
    observer.ran(name, sizes.byName(), rows, System.nanoTime() - start);
  }

  void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new InferenceException(name, e);
    }
  }
}
