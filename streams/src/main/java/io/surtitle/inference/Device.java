package io.surtitle.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.List;

/**
 * What graphs can run on. Whether a device can be used is known only once a graph has run on it:
 * with the libraries of CUDA, but no graphics card, adding the provider succeeds, and creating a
 * session fails.
 *
 * @param name as shown to operators
 * @param provider makes a session use it
 */
record Device(String name, Provider provider) {
  static final Device CPU = new Device("cpu", options -> {});
  static final Device CUDA = new Device("cuda", OrtSession.SessionOptions::addCUDA);

  /** Adds an execution provider to the options of a session. */
  @FunctionalInterface
  interface Provider {
    void addTo(OrtSession.SessionOptions options) throws OrtException;
  }

  /** Those that this build of ONNX Runtime knows, the best first; the CPU is the last. */
  static List<Device> known() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)
        ? List.of(CUDA, CPU)
        : List.of(CPU);
  }
}
