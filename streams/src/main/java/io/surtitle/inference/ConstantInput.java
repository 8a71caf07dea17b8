package io.surtitle.inference;

import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;

/** The same number, for all rows in common or for each. */
final class ConstantInput extends BatchInput {
  private final Number value;
  private int filled = -1;

  ConstantInput(TensorSpec spec, Number value) {
    super(spec);
    this.value = value;
  }

  @Override
  void fill(GraphRun run, RowStates rows) {
    int[] shape = spec().shape().isEmpty() ? new int[0] : new int[] {size(rows.padded())};
    int count = shape.length == 0 ? 1 : shape[0];
    if (count != filled) {
      put(run.bytes(name(), shape), count);
      filled = count;
    }
  }

  private int size(int rows) {
    return spec().isOpen(0) ? rows : spec().size(0);
  }

  private void put(ByteBuffer to, int count) {
    for (int i = 0; i < count; i++) {
      switch (spec().type()) {
        case FLOAT32 -> to.putFloat(value.floatValue());
        case INT32 -> to.putInt(value.intValue());
        case INT64 -> to.putLong(value.longValue());
        case FLOAT16 -> throw new IllegalStateException("no constant can be of float16");
      }
    }
  }
}
