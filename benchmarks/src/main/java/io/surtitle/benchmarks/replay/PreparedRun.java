package io.surtitle.benchmarks.replay;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.surtitle.benchmarks.process.RunCount;
import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run with all its tensors prepared: only the run itself is left. */
final class PreparedRun {
  private static final int TOKENS = 1000;

  private final OrtSession session;
  private final RunCount run;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  PreparedRun(OrtSession session, GraphSpec graph, RunCount run, Floats floats, int languages)
      throws OrtException {
    this.session = session;
    this.run = run;
    this.inputs = tensors(graph.inputs(), floats, languages);
    this.outputs = tensors(graph.outputs(), floats, languages);
  }

  /** Runs once and returns the number of steps. */
  long run() throws OrtException {
    session.run(inputs, outputs).close();
    return run.steps();
  }

  private Map<String, OnnxTensor> tensors(List<TensorSpec> specs, Floats floats, int languages)
      throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    for (TensorSpec spec : specs) {
      ByteBuffer bytes =
          spec.type() == ElementType.FLOAT32 ? floats.bytes(spec, run) : whole(spec, languages);
      long[] shape = Floats.shape(spec, run);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      tensors.put(spec.name(), OnnxTensor.createTensor(environment, bytes, shape, type(spec)));
    }
    return tensors;
  }

  private static OnnxJavaType type(TensorSpec spec) {
    return switch (spec.type()) {
      case FLOAT16 -> OnnxJavaType.FLOAT16;
      case FLOAT32 -> OnnxJavaType.FLOAT;
      case INT32 -> OnnxJavaType.INT32;
      case INT64 -> OnnxJavaType.INT64;
    };
  }

  /** Integer inputs affect the time of a run: same number of steps, rows spread over sessions. */
  private ByteBuffer whole(TensorSpec spec, int languages) {
    int elements = Math.toIntExact(Floats.elements(Floats.shape(spec, run)));
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(elements * spec.type().bytes()).order(ByteOrder.nativeOrder());
    for (int i = 0; i < elements; i++) {
      long value = value(spec.name(), i, elements, languages);
      if (spec.type() == ElementType.INT32) {
        bytes.putInt((int) value);
      } else {
        bytes.putLong(value);
      }
    }
    bytes.flip();
    return bytes;
  }

  private long value(String name, int index, int elements, int languages) {
    return switch (name) {
      case "lengths" -> run.size("time");
      case "session" -> (long) index * run.size("sessions") / elements;
      case "visible" -> run.size("positions");
      case "language" -> index % languages;
      default -> (index * 31L + 7) % TOKENS;
    };
  }
}
