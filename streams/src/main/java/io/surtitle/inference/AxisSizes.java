package io.surtitle.inference;

import io.surtitle.bundle.Axis;
import io.surtitle.bundle.TensorSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sizes of one graph's symbolic axes in one run. */
final class AxisSizes {

  private final Map<String, Integer> sizes = new HashMap<>();

  /** Takes the sizes of a tensor's axes; IllegalStateException if one has another size already. */
  void bind(TensorSpec tensor, int[] shape) {
    for (int i = 0; i < shape.length; i++) {
      if (tensor.shape().get(i) instanceof Axis.Symbolic axis) {
        Integer before = sizes.putIfAbsent(axis.name(), shape[i]);
        if (before != null && before != shape[i]) {
          throw new IllegalStateException(
              "%s has %d %s where another input has %d"
                  .formatted(tensor.name(), shape[i], axis, before));
        }
      }
    }
  }

  /** The tensor's shape; every symbolic axis must be one of a tensor bound before. */
  int[] shape(TensorSpec tensor) {
    return tensor.shape().stream().mapToInt(this::size).toArray();
  }

  /** Sizes by name, unmodifiable. */
  Map<String, Integer> byName() {
    return Collections.unmodifiableMap(sizes);
  }

  private int size(Axis axis) {
    if (axis instanceof Axis.Fixed fixed) {
      return fixed.size();
    }
    Integer size = sizes.get(axis.toString());
    if (size == null) {
      throw new IllegalStateException("nothing tells the size of axis " + axis);
    }
    return size;
  }

  /** Throws IllegalArgumentException unless the shape is one that the tensor can have. */
  static void requireFit(TensorSpec tensor, int[] shape) {
    List<Axis> axes = tensor.shape();
    boolean fits = shape.length == axes.size();
    for (int i = 0; fits && i < shape.length; i++) {
      fits = axes.get(i) instanceof Axis.Fixed fixed ? shape[i] == fixed.size() : shape[i] >= 1;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "%s is %s and cannot have the shape %s"
              .formatted(tensor.name(), tensor.form(), Arrays.toString(shape)));
    }
  }
}
