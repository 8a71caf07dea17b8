package io.surtitle.task.detect;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.Role;
import io.surtitle.bundle.StateSpec;
import io.surtitle.bundle.TensorSpec;
import java.util.List;

/**
 * A detector as its bundle describes it, fit to be run.
 *
 * @param audio that it takes
 * @param scores what its scores mean
 * @param input of the graph that takes a chunk
 * @param stateBytes what the graph keeps of a stream
 */
public record DetectSpec(
    DetectKeys.Audio audio, DetectKeys.Scores scores, String input, int stateBytes) {

  /**
   * Reads the manifest of a bundle.
   *
   * @throws BundleException if it is no detector
   */
  public static DetectSpec of(Bundle bundle) {
    bundle.requireTask(List.of(Detect.TASK));
    DetectKeys keys = bundle.manifest().keys().read(DetectKeys.class);
    try {
      GraphSpec graph = bundle.manifest().graph(Detect.DETECTOR);
      String input = chunkInput(graph, keys.audio().chunk());
      requireScore(graph.output(keys.detect().output()));
      return new DetectSpec(keys.audio(), keys.detect(), input, graph.stateBytes());
    } catch (IllegalArgumentException e) {
      throw bundle.unfit("is no detector, " + e.getMessage());
    }
  }

  private static String chunkInput(GraphSpec graph, int chunk) {
    List<String> states = graph.states().stream().map(StateSpec::input).toList();
    List<TensorSpec> given =
        graph.inputs().stream()
            .filter(input -> !states.contains(input.name()))
            .filter(input -> !(input.role() instanceof Role.Constant))
            .toList();
    if (given.size() == 1 && given.get(0).role() instanceof Role.Chunk role) {
      TensorSpec input = given.get(0);
      if (input.type() == ElementType.FLOAT32
          && input.shape().size() == 2
          && !input.isOpen(1)
          && input.size(1) == role.carried() + chunk) {
        return input.name();
      }
    }
    throw new IllegalArgumentException(
        "its inputs beside states and constants are %s, not one chunk of %d float32"
            .formatted(
                given.stream().map(each -> each.name() + " " + each.form()).toList(), chunk));
  }

  private static void requireScore(TensorSpec output) {
    if (output.type() != ElementType.FLOAT32 || output.fixedSize() != 1) {
      throw new IllegalArgumentException(
          "its score %s is %s, not one float32 a row".formatted(output.name(), output.form()));
    }
  }
}
