package io.surtitle.inference;

import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An input to which every row brings elements of its own; they are copied at once. */
abstract class RowInput extends BatchInput {
  private byte[] bytes = new byte[256];
  private ByteBuffer collected = view(bytes);
  private int[] starts = new int[16];
  private int rows;

  RowInput(TensorSpec spec) {
    super(spec);
  }

  /** Throws IllegalArgumentException if a row cannot bring so many elements. */
  abstract void requireCount(int elements);

  void put(int row, long value) {
    requireInteger(value);
    begin(row, 1);
    putLong(value);
  }

  void put(int row, long[] values) {
    for (long value : values) {
      requireInteger(value);
    }
    begin(row, values.length);
    for (long value : values) {
      putLong(value);
    }
  }

  void put(int row, float[] values) {
    if (spec().type() != ElementType.FLOAT32) {
      throw wrongType("float32");
    }
    begin(row, values.length);
    int start = collected.position();
    collected.asFloatBuffer().put(values);
    collected.position(start + values.length * Float.BYTES);
  }

  void put(int row, byte[] raw) {
    int size = spec().type().bytes();
    if (raw.length % size != 0) {
      throw wrongType("%d bytes".formatted(raw.length));
    }
    begin(row, raw.length / size);
    collected.put(raw);
  }

  private void putLong(long value) {
    if (spec().type() == ElementType.INT64) {
      collected.putLong(value);
    } else {
      collected.putInt((int) value);
    }
  }

  private void requireInteger(long value) {
    if (spec().type().isFloat()) {
      throw wrongType("an integer type");
    }
    if (spec().type() == ElementType.INT32 && value != (int) value) {
      throw new IllegalArgumentException(
          "%d is no int32, as the input %s is".formatted(value, name()));
    }
  }

  private IllegalArgumentException wrongType(String type) {
    return new IllegalArgumentException(
        "the input %s is %s, not of %s".formatted(name(), spec().form(), type));
  }

  /** Makes room for the elements of the newest row, over those it may have brought before. */
  private void begin(int row, int elements) {
    requireCount(elements);
    if (row == rows - 1) {
      collected.position(starts[row]);
    } else {
      requireRows(row);
      if (rows == starts.length) {
        starts = Arrays.copyOf(starts, rows * 2);
      }
      starts[rows++] = collected.position();
    }
    int needed = Math.addExact(collected.position(), elements * spec().type().bytes());
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 3 / 2));
      collected = view(bytes).position(collected.position());
    }
  }

  /** Throws IllegalStateException unless exactly these rows have brought something. */
  void requireRows(int expected) {
    if (rows != expected) {
      throw new IllegalStateException(
          "row %d of %d brings nothing for the input %s".formatted(rows, expected, name()));
    }
  }

  /** Where the bytes of a row start among those collected. */
  int start(int row) {
    return row < rows ? starts[row] : collected.position();
  }

  /** Writes the last row once more for each row that a run has more. */
  void repeatLast(ByteBuffer to, RowStates states) {
    int start = start(rows - 1);
    for (int row = rows; row < states.padded(); row++) {
      to.put(bytes, start, collected.position() - start);
    }
  }

  /** The bytes collected, row after row. */
  byte[] collected() {
    return bytes;
  }

  @Override
  void clear() {
    collected.clear();
    rows = 0;
  }

  private static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
