package io.surtitle.cli.failure;

/** A command was called with arguments it cannot use. The message is one sentence. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
