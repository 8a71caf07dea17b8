package io.surtitle.decoding;

/** What a policy decides to do next: read more of the source, or write a target token. */
public sealed interface Decision {
  /** Wait for another source token. */
  Decision READ = new Read();

  /** Wait for another source token. */
  record Read() implements Decision {}

  /**
   * Write one target token.
   *
   * @param visible the source tokens it may attend to, from the first; at least 1
   */
  record Write(int visible) implements Decision {}
}
