package io.surtitle.cli.config;

/** A configuration that cannot be used. The message is one sentence for the person who wrote it. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong, where, and what would be right. */
  public ConfigurationException(String message) {
    super(message);
  }

  ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
