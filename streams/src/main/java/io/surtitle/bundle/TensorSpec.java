package io.surtitle.bundle;

import java.util.List;
import java.util.stream.Collectors;

/** One input or output of a graph. */
public record TensorSpec(String name, ElementType type, List<Axis> shape) {

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
  int fixedSize() {
    return shape.stream()
        .mapToInt(axis -> axis instanceof Axis.Fixed fixed ? fixed.size() : 1)
        .reduce(1, Math::multiplyExact);
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
