package io.surtitle.inference;

import io.surtitle.bundle.Role;
import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Memories that rows share, padded with zeros to one length.
 *
 * <p>That length is a multiple of what the manifest says: ONNX Runtime adds up what is over of so
 * many positions in another order, so a row would come to something else, by its last bits, if
 * other memories in the batch were longer.
 */
final class SharedInput extends BatchInput {
  private final int multiple;
  private final int width;
  private final int[] shape;
  private final List<Memory> memories = new ArrayList<>();
  private int longest;

  private record Memory(byte[] bytes, int size) {}

  SharedInput(TensorSpec spec, Role.Shared role) {
    super(spec);
    this.multiple = role.multiple();
    this.width = spec.sizeFrom(2) * spec.type().bytes();
    this.shape = new int[spec.shape().size()];
    for (int axis = 2; axis < shape.length; axis++) {
      shape[axis] = spec.size(axis);
    }
  }

  /** Returns the index of the memory. */
  int add(byte[] memory, int positions) {
    if (positions < 1 || memory.length < (long) positions * width) {
      throw new IllegalArgumentException(
          "%d bytes are no memory of %d positions with %d bytes each for the input %s"
              .formatted(memory.length, positions, width, name()));
    }
    memories.add(new Memory(memory, positions * width));
    longest = Math.max(longest, positions);
    return memories.size() - 1;
  }

  @Override
  void fill(GraphRun run, RowStates rows) {
    if (memories.isEmpty()) {
      throw new IllegalStateException("nothing is shared for the input " + name());
    }
    int[] batched = shape.clone();
    batched[0] = rows.padMemories(memories.size());
    batched[1] = Math.multiplyExact((longest + multiple - 1) / multiple, multiple);
    ByteBuffer to = run.bytes(name(), batched);
    for (Memory memory : memories) {
      to.put(memory.bytes(), 0, memory.size());
      RaggedInput.pad(to, batched[1] * width - memory.size());
    }
    RaggedInput.pad(to, to.remaining()); // memories that no row names
  }

  @Override
  void clear() {
    memories.clear();
    longest = 0;
  }
}
