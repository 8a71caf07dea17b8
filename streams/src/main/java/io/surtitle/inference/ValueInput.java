package io.surtitle.inference;

import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;

/** As many elements for each row as the fixed axes hold. */
final class ValueInput extends RowInput {
  private final int size;
  private final int[] shape;

  ValueInput(TensorSpec spec) {
    super(spec);
    this.size = spec.fixedSize();
    this.shape = new int[spec.shape().size()];
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = spec.size(axis);
    }
  }

  @Override
  void requireCount(int elements) {
    if (elements != size) {
      throw new IllegalArgumentException(
          "the input %s takes %d elements a row, not %d".formatted(name(), size, elements));
    }
  }

  @Override
  void fill(GraphRun run, RowStates rows) {
    requireRows(rows.rows());
    int[] batched = shape.clone();
    batched[0] = rows.padded();
    ByteBuffer to = run.bytes(name(), batched).put(collected(), 0, start(rows.rows()));
    repeatLast(to, rows);
  }
}
