package io.surtitle.cli.terminal;

/** Escape sequences for terminals (ECMA-48). */
final class Ansi {
  private static final String ESCAPE = "\u001b[";

  private Ansi() {}

  static String dim(String text) {
    return ESCAPE + "2m" + text + ESCAPE + "0m";
  }

  static String bold(String text) {
    return ESCAPE + "1m" + text + ESCAPE + "0m";
  }

  /** Moves the cursor up to the beginning of a line and erases everything from there. */
  static String eraseLinesUp(int lines) {
    return (lines > 0 ? ESCAPE + lines + "A" : "") + "\r" + ESCAPE + "J";
  }
}
