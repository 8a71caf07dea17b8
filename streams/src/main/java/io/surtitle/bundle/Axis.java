package io.surtitle.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;

/** One axis of a tensor's shape: a number in the manifest if its size is fixed, else a name. */
public sealed interface Axis {

  /** An axis that always has the same size, at least 1. */
  record Fixed(int size) implements Axis {
    public Fixed {
      Rules.require(size >= 1, "an axis cannot have the size %d".formatted(size));
    }

    @Override
    public String toString() {
      return Integer.toString(size);
    }
  }

  /** An axis whose size is known at a run; axes of one name in one graph have the same size. */
  record Symbolic(String name) implements Axis {
    public Symbolic {
      Rules.requireText(name, "an axis");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Axis of(Object value) {
    if (value instanceof Integer size) {
      return new Fixed(size);
    }
    Rules.require(
        value instanceof String, "%s is neither a size nor a name of an axis".formatted(value));
    return new Symbolic((String) value);
  }
}
