package io.surtitle.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;

/**
 * ONNX Runtime as this project sets it up: quiet, and reporting its use to nobody. From 1.29 on
 * only the environment variable ORT_DISABLE_TELEMETRY would do that on Linux and macOS, so an older
 * one is in use.
 */
public final class OnnxRuntime {
  /** The one environment of the process. */
  static final OrtEnvironment ENVIRONMENT = environment();

  private OnnxRuntime() {}

  /** Its version. */
  public static String version() {
    return ENVIRONMENT.getVersion();
  }

  /**
   * A session as a model of these settings opens for each of its graphs, on the first device that
   * they allow.
   *
   * @throws DeviceException if this build of ONNX Runtime does not know the device that is wanted
   */
  public static OrtSession open(Path file, RunSettings settings) throws OrtException {
    return open(file, settings.threads(), Device.of(settings).get(0));
  }

  static OrtSession open(Path file, int threads, Device device) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Idle threads of the pool would burn the cores that Kafka Streams needs.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // It remembers a plan for every shape it has seen, and batches come in many shapes.
      options.setMemoryPatternOptimization(false);
      device.provider().addTo(options);
      return ENVIRONMENT.createSession(file.toString(), options);
    }
  }

  private static OrtEnvironment environment() {
    // Whatever it would log as an error, it also throws.
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "surtitle");
    try {
      // For Windows.
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime's telemetry cannot be turned off", e);
    }
    return environment;
  }
}
