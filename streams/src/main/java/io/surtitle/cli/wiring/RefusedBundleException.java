package io.surtitle.cli.wiring;

/** A bundle does not fit where it is to replace another. The message is one sentence. */
final class RefusedBundleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RefusedBundleException(String message) {
    super(message);
  }
}
