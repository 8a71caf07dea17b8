package io.surtitle.inference;

import io.surtitle.bundle.Axis;
import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.Role;
import io.surtitle.bundle.StateSpec;
import io.surtitle.bundle.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs and outputs of a batch, as the manifest has them. */
final class BatchPlan {
  private final GraphSpec spec;
  private final Map<String, BatchInput> inputs = new LinkedHashMap<>();
  private final Map<String, BatchOutput> outputs = new LinkedHashMap<>();
  private final List<StateInput> states = new ArrayList<>();
  private final List<FixedChunkInput> carried = new ArrayList<>();
  private final Map<Axis, RaggedInput> ragged = new HashMap<>();

  BatchPlan(GraphSpec spec, GraphRun run) {
    this.spec = spec;
    int offset = 0;
    for (StateSpec state : spec.states()) {
      StateInput input =
          new StateInput(spec.input(state.input()), state, offset, run.output(state.output()));
      offset += input.bytes();
      states.add(input);
      inputs.put(state.input(), input);
    }
    List<String> lengths = spec.lengths();
    for (TensorSpec input : spec.inputs()) {
      if (!inputs.containsKey(input.name()) && !lengths.contains(input.name())) {
        inputs.put(input.name(), of(input, offset));
        offset += GraphSpec.tailBytes(input);
      }
    }
    spec.outputs().forEach(output -> addOutput(run, output));
  }

  Map<String, BatchInput> inputs() {
    return inputs;
  }

  Map<String, BatchOutput> outputs() {
    return outputs;
  }

  List<StateInput> states() {
    return states;
  }

  List<FixedChunkInput> carried() {
    return carried;
  }

  private BatchInput of(TensorSpec input, int offset) {
    Role role = input.role();
    if (role instanceof Role.Chunk chunk) {
      return chunk(input, chunk, offset);
    }
    if (role instanceof Role.Shared shared) {
      return new SharedInput(input, shared);
    }
    return role instanceof Role.Constant constant
        ? new ConstantInput(input, constant.value())
        : new ValueInput(input);
  }

  private BatchInput chunk(TensorSpec input, Role.Chunk role, int offset) {
    if (role.lengths() != null) {
      RaggedInput chunk = new RaggedInput(input, spec.input(role.lengths()));
      ragged.put(chunk.positions(), chunk);
      return chunk;
    }
    FixedChunkInput chunk = new FixedChunkInput(input, offset);
    if (chunk.tailBytes() > 0) {
      carried.add(chunk);
    }
    return chunk;
  }

  private void addOutput(GraphRun run, TensorSpec output) {
    int axis =
        spec.states().stream()
            .filter(state -> state.output().equals(output.name()))
            .mapToInt(StateSpec::batchAxis)
            .findFirst()
            .orElse(0);
    if (output.shape().isEmpty() || !output.isOpen(axis)) {
      return; // It says something of the whole batch.
    }
    boolean hasMore = axis == 0 && output.shape().size() > 1;
    RaggedInput positions = hasMore ? ragged.get(output.shape().get(1)) : null;
    outputs.put(output.name(), new BatchOutput(run.output(output.name()), axis, positions));
  }
}
