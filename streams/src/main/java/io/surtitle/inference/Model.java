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

  private final Batching batching;
  private String passedOver = "";

  private Model(Device device, RunSettings settings, RunObserver observer) {
    this.device = device;
    this.batching = device.batching().with(settings.batching());
    this.graphs = new TreeMap<>();
    this.observer = observer;
  }

  /**
   * Opens every graph and checks it against the manifest: operator set, names, types and shapes of
   * inputs and outputs.
   *
   * @throws BundleException if a graph cannot be loaded or is not what the manifest says
   * @throws DeviceException if the device that is wanted cannot be used
   */
  public static Model load(Bundle bundle, RunSettings settings, RunObserver observer) {
    return load(bundle, settings, observer, Device.of(settings));
  }

  /** The same by default, with so many threads and nobody who is told. */
  public static Model load(Bundle bundle, int threads) {
    return load(bundle, RunSettings.of(threads), RunObserver.NONE);
  }

  /**
   * The same on the first of some devices that can be used, or on none but the first if the
   * settings want it. What fails on the last of them is the bundle's fault.
   */
  static Model load(
      Bundle bundle, RunSettings settings, RunObserver observer, List<Device> devices) {
    Device first = devices.get(0);
    if (devices.size() == 1) {
      return on(first, bundle, settings, observer, false);
    }
    try {
      return on(first, bundle, settings, observer, true);
    } catch (BundleException | InferenceException e) {
      Model model = load(bundle, settings, observer, devices.subList(1, devices.size()));
      if (settings.device() == DeviceChoice.CUDA) {
        model.close();
        throw DeviceException.unusable(first, DeviceFault.of(e));
      }
      model.passedOver = "%s cannot be used: %s".formatted(first.name(), DeviceFault.of(e));
      LOG.warn("{}; {} is used instead", model.passedOver, model.device());
      return model;
    }
  }

  private static Model on(
      Device device, Bundle bundle, RunSettings settings, RunObserver observer, boolean tried) {
    Model model = new Model(device, settings, observer);
    try {
      bundle
          .manifest()
          .graphs()
          .forEach((name, spec) -> model.open(bundle, name, spec, settings.threads(), tried));
      return model;
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** What its graphs run on: {@code cpu}, or {@code cuda:} and the id of the GPU. */
  public String device() {
    return device.name();
  }

  /** Why it does not run on a better device: one line, empty if there is none. */
  public String passedOver() {
    return passedOver;
  }

  /** How rows are batched where it runs. */
  public Batching batching() {
    return batching;
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
      graphs.put(name, new Graph(name, spec, session, batching, observer));
      if (tried) {
        Trial.of(new Graph(name, spec, session, batching, RunObserver.NONE));
      }
      check.tensors(session);
    } catch (OrtException e) {
      String fault =
          "is no graph that ONNX Runtime can load (%s)".formatted(DeviceFault.firstLine(e));
      throw new BundleException(file, fault, BundleException.EXPORT_AGAIN, e);
    }
  }
}
