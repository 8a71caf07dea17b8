package io.surtitle.bundle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the inputs of a graph must be like for their roles. */
final class RoleRules {
  private final List<TensorSpec> inputs;

  private RoleRules(List<TensorSpec> inputs) {
    this.inputs = inputs;
  }

  /** Throws IllegalArgumentException if an input cannot have its role. */
  static void check(List<TensorSpec> inputs, List<TensorSpec> outputs, List<StateSpec> states) {
    RoleRules rules = new RoleRules(inputs);
    List<String> taken = new ArrayList<>(GraphSpec.lengths(inputs));
    Rules.requireDistinct(taken, "chunks whose lengths are in the input");
    states.forEach(state -> taken.add(state.input()));
    for (TensorSpec input : inputs) {
      if (taken.contains(input.name())) {
        requirePlain(input, "input", "as a state or the lengths of a chunk");
      } else {
        rules.check(input);
      }
    }
    outputs.forEach(output -> requirePlain(output, "output", "as an output"));
  }

  private static void requirePlain(TensorSpec tensor, String kind, String why) {
    Rules.require(
        tensor.role().equals(Role.VALUE),
        "%s %s, %s, can have no role".formatted(kind, tensor.name(), why));
  }

  private void check(TensorSpec input) {
    Role role = input.role();
    if (role instanceof Role.Value) {
      requireAxes(input, 1, "a value has rows along axis 0 and otherwise fixed axes");
    } else if (role instanceof Role.Chunk chunk) {
      checkChunk(input, chunk);
    } else if (role instanceof Role.Shared shared) {
      requireAxes(
          input,
          2,
          "shared memory has memories along axis 0, positions along axis 1 and otherwise"
              + " fixed axes");
      checkIndex(input, find(shared.index()), shared.index());
    } else if (role instanceof Role.Constant constant) {
      checkConstant(input, constant.value());
    }
  }

  private void checkChunk(TensorSpec input, Role.Chunk chunk) {
    String lengths = chunk.lengths();
    if (lengths == null) {
      requireAxes(
          input, 1, "a chunk without lengths has rows along axis 0 and otherwise fixed axes");
      Rules.require(
          input.shape().size() > 1 && chunk.carried() < input.size(1),
          "input %s is %s, too short for a chunk that carries %d positions"
              .formatted(input.name(), input.form(), chunk.carried()));
      return;
    }
    requireAxes(
        input,
        2,
        "a chunk with lengths has rows along axis 0, positions along axis 1 and otherwise"
            + " fixed axes");
    TensorSpec counts = find(lengths);
    boolean fits =
        counts != null
            && isInteger(counts.type())
            && counts.shape().equals(input.shape().subList(0, 1));
    Rules.require(
        fits,
        "the lengths of input %s are in '%s', which is no integer input [%s]"
            .formatted(input.name(), lengths, input.shape().get(0)));
  }

  private void checkIndex(TensorSpec input, @Nullable TensorSpec index, String name) {
    boolean fits =
        index != null
            && index.role().equals(Role.VALUE)
            && isInteger(index.type())
            && index.shape().size() == 1;
    Rules.require(
        fits,
        "the index of input %s is in '%s', which is no input of one integer a row"
            .formatted(input.name(), name));
  }

  private static void checkConstant(TensorSpec input, Number value) {
    Rules.require(
        input.shape().size() <= 1,
        "input %s is %s where a constant has at most one axis"
            .formatted(input.name(), input.form()));
    boolean whole = value instanceof Integer || value instanceof Long;
    boolean fits =
        switch (input.type()) {
          case FLOAT16 -> false;
          case FLOAT32 -> Float.isFinite(value.floatValue());
          case INT32 -> value instanceof Integer;
          case INT64 -> whole;
        };
    Rules.require(
        fits, "the constant %s of input %s is no %s".formatted(value, input.name(), input.type()));
  }

  /** Requires that the first {@code open} axes are open, and those after them are fixed. */
  private static void requireAxes(TensorSpec input, int open, String rule) {
    boolean fits = input.shape().size() >= open;
    for (int axis = 0; fits && axis < input.shape().size(); axis++) {
      fits = input.isOpen(axis) == axis < open;
    }
    Rules.require(fits, "input %s is %s where %s".formatted(input.name(), input.form(), rule));
  }

  private @Nullable TensorSpec find(String name) {
    return inputs.stream().filter(input -> input.name().equals(name)).findFirst().orElse(null);
  }

  private static boolean isInteger(ElementType type) {
    return !type.isFloat();
  }
}
