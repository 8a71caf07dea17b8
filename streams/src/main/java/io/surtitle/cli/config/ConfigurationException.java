package io.surtitle.cli.config;

/** An invalid configuration. The message is one sentence for the person who wrote it. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message says what is wrong, where, and how to fix it. */
  public ConfigurationException(String message) {
    super(message);
  }

  ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
