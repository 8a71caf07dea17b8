package io.surtitle.topology;

/**
 * The names of a pipeline's nodes in the topology.
 *
 * @param name the name of the pipeline
 */
record PipelineNodes(String name) {
  /** Reads the source topic. */
  String source() {
    return name + "-source";
  }

  /** Runs the operators. */
  String operators() {
    return name + "-operators";
  }

  /** Sends the operators' outputs. */
  String sink() {
    return name + "-sink";
  }

  /** Sends dead letters. */
  String deadLetters() {
    return name + "-dead-letter-sink";
  }
}
