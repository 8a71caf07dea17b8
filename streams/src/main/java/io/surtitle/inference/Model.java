package io.surtitle.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.GraphSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open graphs of a bundle, one ONNX Runtime session each. Safe for use by many threads. */
public final class Model implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Model.class);

  private final Device device;
  private final Map<String, Graph> graphs;
  private final RunObserver observer;

  private Model(Device device, Map<String, Graph> graphs, RunObserver observer) {
    this.device = device;
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
    return load(bundle, intraOpThreads, observer, Device.known());
  }

  /**
   * The same, on the first of some devices that can be used. What fails on the last of them is the
   * bundle's fault.
   */
  static Model load(Bundle bundle, int intraOpThreads, RunObserver observer, List<Device> devices) {
    if (intraOpThreads < 1) {
      throw new IllegalArgumentException(intraOpThreads + " threads cannot run a graph");
    }
    Device first = devices.get(0);
    if (devices.size() == 1) {
      return on(first, bundle, intraOpThreads, observer, false);
    }
    try {
      return on(first, bundle, intraOpThreads, observer, true);
    } catch (BundleException | InferenceException e) {
      Model model = load(bundle, intraOpThreads, observer, devices.subList(1, devices.size()));
      LOG.warn("{} cannot be used, so {} is: {}", first.name(), model.device(), reason(e));
      return model;
    }
  }

  private static Model on(
      Device device, Bundle bundle, int threads, RunObserver observer, boolean tried) {
    Model model = new Model(device, new TreeMap<>(), observer);
    try {
      bundle
          .manifest()
          .graphs()
          .forEach((name, spec) -> model.open(bundle, name, spec, threads, tried));
      return model;
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** What its graphs run on: {@code cpu} or {@code cuda}. */
  public String device() {
    return device.name();
  }

  /** Whether the bundle has a graph of this name. */
  public boolean has(String name) {
    return graphs.containsKey(name);
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

  /**
   * Closes every graph. No run may be under way, and none is possible afterwards; closing again
   * does nothing.
   */
  @Override
  public void close() {
    graphs.values().forEach(Graph::close);
    graphs.clear();
  }

  private void open(Bundle bundle, String name, GraphSpec spec, int threads, boolean tried) {
    Path file = bundle.file(spec.file());
    GraphCheck check = new GraphCheck(file, spec);
    check.opset();
    try {
      OrtSession session = OnnxRuntime.open(file, threads, device);
      graphs.put(name, new Graph(name, spec, session, observer));
      if (tried) {
        Trial.of(new Graph(name, spec, session, RunObserver.NONE));
      }
      check.tensors(session);
    } catch (OrtException e) {
      String fault = "is no graph that ONNX Runtime can load (%s)".formatted(firstLine(e));
      throw new BundleException(file, fault, BundleException.EXPORT_AGAIN, e);
    }
  }

  /** What ONNX Runtime says of a device; what we say of it would name the bundle. */
  private static String reason(RuntimeException failure) {
    return firstLine(failure.getCause() == null ? failure : failure.getCause());
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
