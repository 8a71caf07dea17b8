package io.surtitle.cli;

/** A command that was asked for what cannot be. The message is one sentence. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
