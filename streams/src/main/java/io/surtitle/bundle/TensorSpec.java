package io.surtitle.bundle;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One input or output of a graph.
 *
 * @param role what an input is given in a batch; {@link Role#VALUE} of states and outputs
 */
public record TensorSpec(String name, ElementType type, List<Axis> shape, Role role) {

  public TensorSpec {
    Rules.requireText(name, "a tensor");
    shape = List.copyOf(shape);
  }

  /**
   * The size of the last axis.
   *
   * @throws IllegalStateException if it is not fixed
   */
  public int width() {
    if (!shape.isEmpty() && shape.get(shape.size() - 1) instanceof Axis.Fixed last) {
      return last.size();
    }
    throw new IllegalStateException(name + " is " + form() + ", so it has no width");
  }

  /** How many elements there are for one place on each symbolic axis. */
  public int fixedSize() {
    return sizeFrom(0);
  }

  /** The same for the axes from this one on. */
  public int sizeFrom(int first) {
    int size = 1;
    for (int axis = first; axis < shape.size(); axis++) {
      int each = shape.get(axis) instanceof Axis.Fixed fixed ? fixed.size() : 1;
      size = Math.multiplyExact(size, each);
    }
    return size;
  }

  /** The size of an axis, which must be fixed. */
  public int size(int axis) {
    if (shape.get(axis) instanceof Axis.Fixed fixed) {
      return fixed.size();
    }
    throw new IllegalStateException("%s has no fixed size on axis %d".formatted(name, axis));
  }

  /** Whether the size of an axis is known at a run only. */
  public boolean isOpen(int axis) {
    return shape.get(axis) instanceof Axis.Symbolic;
  }

  /** True if {@code other} has the same element type and the same axes, by size or name. */
  boolean sameForm(TensorSpec other) {
    return type == other.type && shape.equals(other.shape);
  }

  /** Type and shape, such as {@code float32[sessions,512]}. */
  public String form() {
    return shape.stream().map(Axis::toString).collect(Collectors.joining(",", type + "[", "]"));
  }
}
