package io.surtitle.doctor;

/**
 * A result of a check.
 *
 * @param text one line: what was checked, and its condition
 * @param remedy what to do; empty if nothing
 */
public record Finding(Level level, String text, String remedy) {

  /** The severity of a finding. */
  public enum Level {
    /** As it should be. */
    OK,
    /** It works, but not as well or as safely as it could. */
    WARN,
    /** Captions are not made, not visible or not safe. */
    FAIL
  }

  static Finding ok(String text) {
    return new Finding(Level.OK, text, "");
  }

  static Finding warn(String text, String remedy) {
    return new Finding(Level.WARN, text, remedy);
  }

  static Finding fail(String text, String remedy) {
    return new Finding(Level.FAIL, text, remedy);
  }

  /** One line for a person. */
  public String line() {
    return "%-4s  %s%s".formatted(level, text, remedy.isEmpty() ? "" : " -> " + remedy);
  }
}
