package io.surtitle.inference;

import io.surtitle.bundle.StateSpec;
import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A recurrent state: gathered from the rows' arrays, and scattered to them after the run. */
final class StateInput extends BatchInput {
  private final StateSpec state;
  private final int offset;
  private final int[] shape;
  private final TensorBuffer successor;
  private RowSlices slices = new RowSlices(0, 0, 0);

  /**
   * A state that lies at {@code offset} in a row's array.
   *
   * @param successor the memory of its output
   */
  StateInput(TensorSpec spec, StateSpec state, int offset, TensorBuffer successor) {
    super(spec);
    this.successor = successor;
    this.state = state;
    this.offset = offset;
    this.shape = new int[spec.shape().size()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = axis == state.batchAxis() ? 1 : spec.size(axis);
    }
  }

  int bytes() {
    return spec().fixedSize() * spec().type().bytes();
  }

  @Override
  void fill(GraphRun run, RowStates rows) {
    int[] batched = Arrays.copyOf(shape, shape.length);
    batched[state.batchAxis()] = rows.padded();
    ByteBuffer bytes = run.bytes(name(), batched);
    slices = RowSlices.of(run.input(name()), state.batchAxis());
    for (int row = 0; row < rows.padded(); row++) {
      slices.put(bytes, row, rows.get(row), offset);
    }
  }

  /** Writes a row's successor state to its array. */
  void keep(int row, byte[] array) {
    slices.get(successor.bytes(), row, array, offset);
    NonFiniteException.check(spec().type(), array, offset, bytes(), "a recurrent state");
  }
}
