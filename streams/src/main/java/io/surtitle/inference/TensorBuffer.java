package io.surtitle.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The memory of one input or output: it grows, it never shrinks, ONNX Runtime works right in it.
 */
final class TensorBuffer {

  private final TensorSpec spec;
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
  private int[] shape = {};

  TensorBuffer(TensorSpec spec) {
    this.spec = spec;
  }

  TensorSpec spec() {
    return spec;
  }

  /** Gives the tensor this shape; the memory keeps its contents only if it need not grow. */
  TensorBuffer resize(int... newShape) {
    AxisSizes.requireFit(spec, newShape);
    int size = spec.type().bytes();
    for (int axis : newShape) {
      size = Math.multiplyExact(size, axis);
    }
    if (size > bytes.capacity()) {
      bytes = allocate(Math.max(size, grown(bytes.capacity())));
    }
    bytes.limit(size);
    shape = newShape.clone();
    return this;
  }

  /** Tells the sizes of its axes; IllegalStateException if it never got a shape. */
  void bind(AxisSizes sizes) {
    if (bytes.limit() == 0) {
      throw new IllegalStateException("the input " + spec.name() + " was never filled");
    }
    sizes.bind(spec, shape);
  }

  int[] shape() {
    return shape;
  }

  /** All its bytes from position 0, in the machine's order. */
  ByteBuffer bytes() {
    return bytes;
  }

  FloatBuffer floats() {
    return bytes.asFloatBuffer();
  }

  LongBuffer longs() {
    return bytes.asLongBuffer();
  }

  IntBuffer ints() {
    return bytes.asIntBuffer();
  }

  /** A tensor over this memory, to be closed. */
  OnnxTensor open() throws OrtException {
    return OnnxTensor.createTensor(
        OnnxRuntime.ENVIRONMENT,
        bytes,
        Arrays.stream(shape).asLongStream().toArray(),
        GraphTensor.javaType(spec.type()));
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /** Half as much again: batches that creep upwards must not allocate each time. */
  private static int grown(int capacity) {
    return (int) Math.min(Integer.MAX_VALUE, capacity * 3L / 2);
  }

  @Override
  public String toString() {
    return spec.name() + " " + spec.form();
  }
}
