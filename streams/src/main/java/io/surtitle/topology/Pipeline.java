package io.surtitle.topology;

import io.surtitle.event.Source;
import java.util.List;

/**
 * A source topic and the operators that take its inputs.
 *
 * @param name the prefix of its nodes' names in the topology, such as {@code text}
 * @param pending the name of the store of its pending inputs
 * @param limit the key of the setting that limits the size of a record
 * @param <X> the content of an input
 */
public record Pipeline<X>(
    String name,
    String pending,
    String limit,
    Source<X> source,
    List<OperatorSpec<?, X, ?>> operators) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no operator
   */
  public Pipeline {
    operators = List.copyOf(operators);
    if (operators.isEmpty()) {
      throw new IllegalArgumentException("no operator takes the inputs of " + source.topic());
    }
  }

  /** The pipeline of text. Its store keeps the name from releases that had no other source. */
  public static Pipeline<String> text(
      Source<String> source, List<OperatorSpec<?, String, ?>> operators) {
    return new Pipeline<>("text", Names.PENDING_INPUTS, "limits.recordBytes", source, operators);
  }

  /** The pipeline of audio. */
  public static <X> Pipeline<X> audio(Source<X> source, List<OperatorSpec<?, X, ?>> operators) {
    return new Pipeline<>("audio", Names.PENDING_AUDIO, "limits.audioBytes", source, operators);
  }
}
