package io.surtitle.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors of one run over the buffers of a graph, all closed together. */
final class OpenTensors implements AutoCloseable {

  private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

  OpenTensors(Map<String, TensorBuffer> buffers) throws OrtException {
    try {
      for (Map.Entry<String, TensorBuffer> buffer : buffers.entrySet()) {
        tensors.put(buffer.getKey(), buffer.getValue().open());
      }
    } catch (OrtException | RuntimeException e) {
      close();
      throw e;
    }
  }

  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
