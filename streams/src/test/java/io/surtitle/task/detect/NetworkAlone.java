package io.surtitle.task.detect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.surtitle.bundle.Bundle;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A detector's network without anything of ours: a chunk at a time, one stream, one row. */
final class NetworkAlone {
  private static final int CARRIED = 64;
  private static final int CHUNK = 512;

  private NetworkAlone() {}

  /** The score of each chunk; the last one is filled up with zeros. */
  static float[] scores(Bundle bundle, short[] samples) throws OrtException {
    int width = bundle.manifest().graph("detector").stateBytes() / Float.BYTES - CARRIED;
    float[] scores = new float[(samples.length + CHUNK - 1) / CHUNK];
    float[] state = new float[width];
    float[] input = new float[CARRIED + CHUNK];
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(bundle.file("detector.onnx").toString())) {
      for (int i = 0; i < scores.length; i++) {
        System.arraycopy(input, CHUNK, input, 0, CARRIED);
        Arrays.fill(input, CARRIED, input.length, 0);
        for (int j = i * CHUNK; j < Math.min(samples.length, (i + 1) * CHUNK); j++) {
          input[CARRIED + j - i * CHUNK] = samples[j] / 32_768f;
        }
        scores[i] = score(environment, session, input, state);
      }
    }
    return scores;
  }

  private static float score(
      OrtEnvironment environment, OrtSession session, float[] input, float[] state)
      throws OrtException {
    long[] shape = {2, 1, state.length / 2};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    inputs.put(
        "input",
        OnnxTensor.createTensor(
            environment, FloatBuffer.wrap(input), new long[] {1, input.length}));
    inputs.put("rate", OnnxTensor.createTensor(environment, 16_000L));
    inputs.put("state", OnnxTensor.createTensor(environment, FloatBuffer.wrap(state), shape));
    try (OrtSession.Result result = session.run(inputs)) {
      floats(result, "new_state").get(state);
      return floats(result, "output").get(0);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static FloatBuffer floats(OrtSession.Result result, String name) {
    return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
  }
}
