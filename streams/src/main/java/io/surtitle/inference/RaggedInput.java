package io.surtitle.inference;

import io.surtitle.bundle.Axis;
import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;

/** Chunks of as many positions as each row likes, padded with zeros, and their lengths. */
final class RaggedInput extends RowInput {
  private static final byte[] ZEROS = new byte[4096];

  private final TensorSpec lengths;
  private final int width;
  private final int[] shape;

  RaggedInput(TensorSpec spec, TensorSpec lengths) {
    super(spec);
    this.lengths = lengths;
    this.width = spec.sizeFrom(2);
    this.shape = new int[spec.shape().size()];
    for (int axis = 2; axis < shape.length; axis++) {
      shape[axis] = spec.size(axis);
    }
  }

  /** The axis along which the positions lie. */
  Axis positions() {
    return spec().shape().get(1);
  }

  /** How many positions a row brought. */
  int length(int row) {
    return (start(row + 1) - start(row)) / (width * spec().type().bytes());
  }

  @Override
  void requireCount(int elements) {
    if (elements == 0 || elements % width != 0) {
      throw new IllegalArgumentException(
          "the input %s takes one or more positions of %d elements each, so not %d"
              .formatted(name(), width, elements));
    }
  }

  @Override
  void fill(GraphRun run, RowStates states) {
    requireRows(states.rows());
    int[] batched = shape.clone();
    batched[0] = states.padded();
    batched[1] = fillLengths(run, states);
    ByteBuffer to = run.bytes(name(), batched);
    int stride = batched[1] * width * spec().type().bytes();
    for (int row = 0; row < states.padded(); row++) {
      int start = start(states.real(row));
      int bytes = start(states.real(row) + 1) - start;
      to.put(collected(), start, bytes);
      pad(to, stride - bytes);
    }
  }

  /** Returns the longest. */
  private int fillLengths(GraphRun run, RowStates states) {
    ByteBuffer to = run.bytes(lengths.name(), states.padded());
    int longest = 0;
    for (int row = 0; row < states.padded(); row++) {
      int length = length(states.real(row));
      longest = Math.max(longest, length);
      if (lengths.type() == ElementType.INT64) {
        to.putLong(length);
      } else {
        to.putInt(length);
      }
    }
    return longest;
  }

  /** Writes zeros. */
  static void pad(ByteBuffer to, int bytes) {
    for (int left = bytes; left > 0; left -= ZEROS.length) {
      to.put(ZEROS, 0, Math.min(left, ZEROS.length));
    }
  }
}
