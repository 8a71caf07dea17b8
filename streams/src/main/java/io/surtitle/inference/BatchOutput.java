package io.surtitle.inference;

import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One output of a batch, read row by row. */
final class BatchOutput {
  private final TensorBuffer tensor;
  private final int batchAxis;
  private final @Nullable RaggedInput ragged;
  private RowSlices slices = new RowSlices(0, 0, 0);

  /**
   * An output whose rows lie along an axis.
   *
   * @param ragged the input whose positions are its own too, if there is one
   */
  BatchOutput(TensorBuffer tensor, int batchAxis, @Nullable RaggedInput ragged) {
    this.tensor = tensor;
    this.batchAxis = batchAxis;
    this.ragged = ragged;
  }

  /** A run is over. */
  void refresh() {
    slices = RowSlices.of(tensor, batchAxis);
  }

  /** How many bytes of a row are its own, not padding. */
  private int bytes(int row) {
    if (ragged == null) {
      return slices.rowBytes();
    }
    int positions = tensor.shape()[1];
    return slices.rowBytes() / positions * ragged.length(row);
  }

  long value(int row) {
    int at = row * slices.bytes();
    ByteBuffer bytes = tensor.bytes();
    return switch (spec().type()) {
      case INT64 -> bytes.getLong(at);
      case INT32 -> bytes.getInt(at);
      case FLOAT16, FLOAT32 -> throw wrongType("an integer type");
    };
  }

  void read(int row, byte[] into, int at) {
    int bytes = bytes(row);
    if (at < 0 || into.length - at < bytes) {
      throw new IllegalArgumentException(
          "a row of the output %s has %d bytes, and there is room for %d"
              .formatted(spec().name(), bytes, into.length - at));
    }
    if (ragged == null) {
      slices.get(tensor.bytes(), row, into, at);
    } else {
      tensor.bytes().get(row * slices.bytes(), into, at, bytes);
    }
    NonFiniteException.check(spec().type(), into, at, bytes, "the output " + spec().name());
  }

  void read(int row, long[] into) {
    requireCount(row, into.length);
    for (int i = 0; i < into.length; i++) {
      into[i] =
          switch (spec().type()) {
            case INT64 -> tensor.bytes().getLong(place(row, i));
            case INT32 -> tensor.bytes().getInt(place(row, i));
            case FLOAT16, FLOAT32 -> throw wrongType("an integer type");
          };
    }
  }

  void read(int row, float[] into) {
    if (spec().type() != ElementType.FLOAT32) {
      throw wrongType("float32");
    }
    requireCount(row, into.length);
    for (int i = 0; i < into.length; i++) {
      into[i] = tensor.bytes().getFloat(place(row, i));
    }
    NonFiniteException.check(into, 0, into.length, "the output " + spec().name());
  }

  /** Where an element of a row lies, in bytes. */
  private int place(int row, int element) {
    int inRow = element * spec().type().bytes();
    int piece = inRow / slices.bytes();
    return (piece * slices.rows() + row) * slices.bytes() + inRow % slices.bytes();
  }

  private void requireCount(int row, int count) {
    int elements = bytes(row) / spec().type().bytes();
    if (count != elements) {
      throw new IllegalArgumentException(
          "a row of the output %s has %d elements, not %d"
              .formatted(spec().name(), elements, count));
    }
  }

  private IllegalArgumentException wrongType(String type) {
    return new IllegalArgumentException(
        "the output %s is %s, not of %s".formatted(spec().name(), spec().form(), type));
  }

  private TensorSpec spec() {
    return tensor.spec();
  }
}
