package io.surtitle.cli.config;

/** A value that its record rejects; the {@link Binder} adds file and line. */
final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String component;
  private final String allowed;

  /**
   * Rejects a value.
   *
   * @param component name of the record component
   * @param allowed what the value must be, such as {@code "a whole number of at least 1"}
   */
  InvalidValueException(String component, String allowed) {
    super("'" + component + "' must be " + allowed);
    this.component = component;
    this.allowed = allowed;
  }

  /** Throws unless the value of {@code component} is allowed. */
  static void require(boolean holds, String component, String allowed) {
    if (!holds) {
      throw new InvalidValueException(component, allowed);
    }
  }

  String component() {
    return component;
  }

  String allowed() {
    return allowed;
  }

  /** Throws unless the value of {@code component} lies in a range. */
  static void requireBetween(int value, int least, int most, String component) {
    require(
        value >= least && value <= most, component, "a whole number from " + least + " to " + most);
  }
}
