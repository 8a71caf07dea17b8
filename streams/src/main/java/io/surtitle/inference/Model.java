package io.surtitle.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.GraphSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The open graphs of a bundle, one ONNX Runtime session each. Safe for use by many threads. */
public final class Model implements AutoCloseable {

  private final Map<String, Graph> graphs;
  private final RunObserver observer;

  private Model(Map<String, Graph> graphs, RunObserver observer) {
    this.graphs = graphs;
    this.observer = observer;
  }

  /**
   * Opens every graph and checks it against the manifest: operator set, names, types and shapes of
   * inputs and outputs.
   *
   * @param intraOpThreads threads that share the work of one run, the caller's among them; at least
   *     1
   * @throws BundleException if a graph cannot be loaded or is not what the manifest says
   */
  public static Model load(Bundle bundle, int intraOpThreads) {
    return load(bundle, intraOpThreads, RunObserver.NONE);
  }

  /** The same, with someone who is told of every run. */
  public static Model load(Bundle bundle, int intraOpThreads, RunObserver observer) {
    if (intraOpThreads < 1) {
      throw new IllegalArgumentException(intraOpThreads + " threads cannot run a graph");
    }
    Model model = new Model(new TreeMap<>(), observer);
    try {
      bundle
          .manifest()
          .graphs()
          .forEach((name, spec) -> model.open(bundle, name, spec, intraOpThreads));
      return model;
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** Throws IllegalArgumentException if the bundle has no such graph. */
  public Graph graph(String name) {
    Graph graph = graphs.get(name);
    if (graph == null) {
      throw new IllegalArgumentException(
          "there is no graph '%s', only %s".formatted(name, graphs.keySet()));
    }
    return graph;
  }

  /** Closes every graph. No run may be under way, and none is possible afterwards. */
  @Override
  public void close() {
    graphs.values().forEach(Graph::close);
  }

  private void open(Bundle bundle, String name, GraphSpec spec, int threads) {
    Path file = bundle.file(spec.file());
    GraphCheck check = new GraphCheck(file, spec);
    check.opset();
    try {
      OrtSession session = OnnxRuntime.open(file, threads);
      graphs.put(name, new Graph(name, spec, session, observer));
      check.tensors(session);
    } catch (OrtException e) {
      String fault = "is no graph that ONNX Runtime can load (%s)".formatted(firstLine(e));
      throw new BundleException(file, fault, BundleException.EXPORT_AGAIN, e);
    }
  }

  private static String firstLine(OrtException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
