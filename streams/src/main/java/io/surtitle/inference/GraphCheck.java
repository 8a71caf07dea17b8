package io.surtitle.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.TensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares a graph, as ONNX Runtime sees it, with what the manifest says of it. */
final class GraphCheck {

  private final Path file;
  private final GraphSpec spec;

  GraphCheck(Path file, GraphSpec spec) {
    this.file = file;
    this.spec = spec;
  }

  /** Throws BundleException if the file imports another operator set. */
  void opset() {
    try {
      long opset = OnnxFile.opset(file);
      require(
          opset == spec.opset(),
          "has opset %d where the manifest says %d".formatted(opset, spec.opset()));
    } catch (IOException e) {
      String fault = "is no ONNX file (%s)".formatted(e.getMessage());
      throw new BundleException(file, fault, BundleException.EXPORT_AGAIN, e);
    }
  }

  /** Throws BundleException unless inputs and outputs have the manifest's names and forms. */
  void tensors(OrtSession session) throws OrtException {
    compare("input", spec.inputs(), session.getInputInfo());
    compare("output", spec.outputs(), session.getOutputInfo());
  }

  private void compare(String kind, List<TensorSpec> expected, Map<String, NodeInfo> actual) {
    TreeSet<String> unknown = new TreeSet<>(actual.keySet());
    for (TensorSpec tensor : expected) {
      NodeInfo node = actual.get(tensor.name());
      require(
          node != null, "has no %s '%s', which the manifest lists".formatted(kind, tensor.name()));
      unknown.remove(tensor.name());
      if (node != null) {
        compare(kind, tensor, GraphTensor.of(node));
      }
    }
    require(
        unknown.isEmpty(), "has %ss that the manifest does not list, %s".formatted(kind, unknown));
  }

  private void compare(String kind, TensorSpec expected, GraphTensor actual) {
    require(
        actual.fits(expected),
        "has the %s %s as %s where the manifest says %s"
            .formatted(kind, expected.name(), actual, expected.form()));
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      throw new BundleException(file, fault, BundleException.EXPORT_AGAIN);
    }
  }
}
