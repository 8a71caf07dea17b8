package io.surtitle.inference;

/** ONNX Runtime could not run a graph; the message names the graph. */
public final class InferenceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InferenceException(String graph, Throwable cause) {
    super("The graph %s failed: %s".formatted(graph, cause.getMessage()), cause);
  }
}
