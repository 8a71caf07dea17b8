package io.surtitle.inference;

import ai.onnxruntime.OrtException;
import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills, runs and reads one graph, over and over, in buffers outside the Java heap that only grow.
 *
 * <p>For each run: ask for every input with its shape and fill it, {@link #run}, read the outputs.
 * An input that is not asked for again keeps shape and values, so what several runs share is filled
 * once. Sizes of symbolic axes come from the inputs' shapes and must agree among them.
 *
 * <p>Not safe for use by more than one thread.
 */
public final class GraphRun {

  private final Graph graph;
  private final Map<String, TensorBuffer> inputs;
  private final Map<String, TensorBuffer> outputs;

  GraphRun(Graph graph) {
    this.graph = graph;
    this.inputs = buffers(graph.spec().inputs());
    this.outputs = buffers(graph.spec().outputs());
  }

  /**
   * An input to fill: position 0, the limit at exactly the shape's elements, in row-major order.
   * What it held before is still in it.
   *
   * @throws IllegalArgumentException if the graph has no such input of float32, or not of this
   *     shape
   */
  public FloatBuffer floats(String input, int... shape) {
    return find(inputs, input, ElementType.FLOAT32).resize(shape).floats();
  }

  /** The same for an input of int64. */
  public LongBuffer longs(String input, int... shape) {
    return find(inputs, input, ElementType.INT64).resize(shape).longs();
  }

  /** The same for an input of int32. */
  public IntBuffer ints(String input, int... shape) {
    return find(inputs, input, ElementType.INT32).resize(shape).ints();
  }

  /**
   * The same for an input of any type, as bytes in the machine's order.
   *
   * @throws IllegalArgumentException if the graph has no such input, or not of this shape
   */
  public ByteBuffer bytes(String input, int... shape) {
    ByteBuffer bytes = find(inputs, input).resize(shape).bytes();
    return bytes.duplicate().clear().limit(bytes.limit()).order(bytes.order());
  }

  /**
   * Runs the graph.
   *
   * @throws IllegalStateException if an input was never filled or two disagree on an axis
   * @throws InferenceException if ONNX Runtime fails
   */
  public void run() {
    run(1);
  }

  /** The same for so many rows. */
  void run(int rows) {
    AxisSizes sizes = new AxisSizes();
    inputs.values().forEach(input -> input.bind(sizes));
    outputs.values().forEach(output -> output.resize(sizes.shape(output.spec())));
    try (OpenTensors in = new OpenTensors(inputs);
        OpenTensors out = new OpenTensors(outputs)) {
      graph.run(in.tensors(), out.tensors(), sizes, rows);
    } catch (OrtException e) {
      throw new InferenceException(graph.name(), e);
    }
  }

  /**
   * What the last run wrote to an output, in row-major order; valid until the next run.
   *
   * @throws IllegalArgumentException if the graph has no such output of float32
   */
  public FloatBuffer floatOutput(String name) {
    return find(outputs, name, ElementType.FLOAT32).floats().asReadOnlyBuffer();
  }

  /** The same for an output of int64. */
  public LongBuffer longOutput(String name) {
    return find(outputs, name, ElementType.INT64).longs().asReadOnlyBuffer();
  }

  /** The memory of an input; IllegalArgumentException if there is none of this name. */
  TensorBuffer input(String name) {
    return find(inputs, name);
  }

  /** The memory of an output; IllegalArgumentException if there is none of this name. */
  TensorBuffer output(String name) {
    return find(outputs, name);
  }

  private TensorBuffer find(Map<String, TensorBuffer> buffers, String name) {
    TensorBuffer buffer = buffers.get(name);
    if (buffer == null) {
      throw new IllegalArgumentException(
          "%s has no %s, only %s".formatted(graph.name(), name, buffers.values()));
    }
    return buffer;
  }

  private TensorBuffer find(Map<String, TensorBuffer> buffers, String name, ElementType type) {
    TensorBuffer buffer = buffers.get(name);
    if (buffer == null || buffer.spec().type() != type) {
      throw new IllegalArgumentException(
          "%s has no %s of %s, only %s".formatted(graph.name(), name, type, buffers.values()));
    }
    return buffer;
  }

  private static Map<String, TensorBuffer> buffers(List<TensorSpec> specs) {
    Map<String, TensorBuffer> buffers = new LinkedHashMap<>();
    specs.forEach(spec -> buffers.put(spec.name(), new TensorBuffer(spec)));
    return buffers;
  }
}
