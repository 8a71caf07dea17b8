package io.surtitle.web;

/** The server cannot listen on the configured address and port. */
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ListenException(HttpSettings settings, Throwable cause) {
    super(
        "cannot listen on port %d of %s: %s"
            .formatted(settings.port(), settings.host(), cause.getMessage()),
        cause);
  }
}
