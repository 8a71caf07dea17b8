package io.surtitle.bundle;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One ONNX graph and all that goes into and comes out of it.
 *
 * <p>Each state's input and output have the same form, a symbolic batch axis and otherwise fixed
 * axes; every symbolic axis of an output is one of an input.
 *
 * @param file name of the ONNX file inside the bundle
 * @param opset version of the default ONNX operator set that the file imports
 */
public record GraphSpec(
    String file,
    int opset,
    List<TensorSpec> inputs,
    List<TensorSpec> outputs,
    List<StateSpec> states) {

  public GraphSpec {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    states = List.copyOf(states);
    Rules.requireDistinct(inputs.stream().map(TensorSpec::name).toList(), "inputs");
    Rules.requireDistinct(outputs.stream().map(TensorSpec::name).toList(), "outputs");
    Rules.requireDistinct(states.stream().map(StateSpec::input).toList(), "states with an input");
    Rules.requireDistinct(states.stream().map(StateSpec::output).toList(), "states with an output");
    for (StateSpec state : states) {
      requireSound(state, find(inputs, "input", state.input()), outputs);
    }
    requireBound(inputs, outputs);
    RoleRules.check(inputs, outputs, states);
  }

  /** Throws IllegalArgumentException if there is no such input. */
  public TensorSpec input(String name) {
    return find(inputs, "input", name);
  }

  /** Throws IllegalArgumentException if there is no such output. */
  public TensorSpec output(String name) {
    return find(outputs, "output", name);
  }

  /** How many elements each state has for one session (or row), in the order of the states. */
  public List<Integer> stateSizes() {
    return states.stream().map(state -> input(state.input()).fixedSize()).toList();
  }

  /** The names of the inputs that are told how long chunks are. */
  public List<String> lengths() {
    return lengths(inputs);
  }

  static List<String> lengths(List<TensorSpec> inputs) {
    return inputs.stream()
        .map(input -> input.role() instanceof Role.Chunk chunk ? chunk.lengths() : null)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * How many bytes one row's state has: all states, in their order, and then what the inputs carry
   * from chunk to chunk.
   */
  public int stateBytes() {
    int states =
        this.states.stream()
            .map(state -> input(state.input()))
            .mapToInt(input -> input.fixedSize() * input.type().bytes())
            .sum();
    return states + inputs.stream().mapToInt(GraphSpec::tailBytes).sum();
  }

  /** How many bytes of a row's chunk are carried to the next; 0 for other inputs. */
  public static int tailBytes(TensorSpec input) {
    return input.role() instanceof Role.Chunk chunk && chunk.carried() > 0
        ? chunk.carried() * input.sizeFrom(2) * input.type().bytes()
        : 0;
  }

  private static TensorSpec find(List<TensorSpec> tensors, String kind, String name) {
    return tensors.stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + kind + " '" + name + "'"));
  }

  private static void requireSound(StateSpec state, TensorSpec in, List<TensorSpec> outputs) {
    TensorSpec out = find(outputs, "output", state.output());
    Rules.require(
        in.sameForm(out),
        "state %s is %s but its successor %s is %s"
            .formatted(in.name(), in.form(), out.name(), out.form()));
    int axis = state.batchAxis();
    int rank = in.shape().size();
    Rules.require(
        axis >= 0 && axis < rank, "state %s has no batch axis %d".formatted(in.name(), axis));
    for (int i = 0; i < rank; i++) {
      Rules.require(
          in.shape().get(i) instanceof Axis.Symbolic == (i == axis),
          "state %s is %s where only the batch axis, %d, may have no fixed size"
              .formatted(in.name(), in.form(), axis));
    }
  }

  private static void requireBound(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    List<Axis> bound = inputs.stream().flatMap(GraphSpec::symbols).toList();
    for (TensorSpec output : outputs) {
      symbols(output)
          .forEach(
              axis ->
                  Rules.require(
                      bound.contains(axis),
                      "axis '%s' of output %s is of no input".formatted(axis, output.name())));
    }
  }

  private static Stream<Axis> symbols(TensorSpec tensor) {
    return tensor.shape().stream().filter(Axis.Symbolic.class::isInstance);
  }
}
