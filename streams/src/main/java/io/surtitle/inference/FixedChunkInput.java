package io.surtitle.inference;

import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;

/** Chunks of one size; each begins with what is carried over from the end of the one before. */
final class FixedChunkInput extends RowInput {
  private final int offset;
  private final int tail;
  private final int fresh;
  private final int[] shape;

  /** Chunks whose carried tail lies at {@code offset} in a row's array. */
  FixedChunkInput(TensorSpec spec, int offset) {
    super(spec);
    this.offset = offset;
    this.tail = GraphSpec.tailBytes(spec);
    this.fresh = spec.fixedSize() * spec.type().bytes() - tail;
    this.shape = new int[spec.shape().size()];
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = spec.size(axis);
    }
  }

  int tailBytes() {
    return tail;
  }

  @Override
  void requireCount(int elements) {
    int expected = fresh / spec().type().bytes();
    if (elements != expected) {
      throw new IllegalArgumentException(
          "the input %s takes chunks of %d elements, not %d".formatted(name(), expected, elements));
    }
  }

  @Override
  void fill(GraphRun run, RowStates rows) {
    requireRows(rows.rows());
    int[] batched = shape.clone();
    batched[0] = rows.padded();
    ByteBuffer to = run.bytes(name(), batched);
    for (int row = 0; row < rows.padded(); row++) {
      to.put(rows.get(row), offset, tail).put(collected(), start(rows.real(row)), fresh);
    }
  }

  /** Writes the end of a row's chunk to its array. */
  void keep(GraphRun run, int row, byte[] array) {
    ByteBuffer filled = run.input(name()).bytes();
    filled.get((row + 1) * (tail + fresh) - tail, array, offset, tail);
    NonFiniteException.check(spec().type(), array, offset, tail, "the end of a chunk");
  }
}
