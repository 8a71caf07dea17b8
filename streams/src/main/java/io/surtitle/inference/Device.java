package io.surtitle.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.List;
import java.util.Map;

/**
 * What graphs can run on. Whether a device can be used is known only once a graph has run on it:
 * with the libraries of CUDA, but no graphics card, adding the provider succeeds, and creating a
 * session fails.
 *
 * @param name as shown to operators
 * @param batching what suits it
 * @param provider makes a session use it
 */
record Device(String name, Batching batching, Provider provider) {
  static final Device CPU = new Device("cpu", Batching.CPU, options -> {});

  /** Adds an execution provider to the options of a session. */
  @FunctionalInterface
  interface Provider {
    void addTo(OrtSession.SessionOptions options) throws OrtException;
  }

  static Device cuda(CudaSettings settings) {
    return new Device("cuda:" + settings.id(), Batching.GPU, options -> addCuda(options, settings));
  }

  private static void addCuda(OrtSession.SessionOptions options, CudaSettings settings)
      throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(settings.id())) {
      for (Map.Entry<String, String> option : settings.options().entrySet()) {
        cuda.add(option.getKey(), option.getValue());
      }
      options.addCUDA(cuda);
    }
  }

  /**
   * Those to try, the best first; the CPU is the last, if only to see whose fault it is.
   *
   * @throws DeviceException if this build of ONNX Runtime does not know the one that is wanted
   */
  static List<Device> of(RunSettings settings) {
    boolean known = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    if (settings.device() == DeviceChoice.CUDA && !known) {
      throw DeviceException.notBuiltIn();
    }
    return known && settings.device() != DeviceChoice.CPU
        ? List.of(cuda(settings.cuda()), CPU)
        : List.of(CPU);
  }
}
