package io.surtitle.cli;

/** The few commands to a terminal that are needed (ECMA-48). */
final class Ansi {
  private static final String ESCAPE = "\u001b[";

  private Ansi() {}

  static String dim(String text) {
    return ESCAPE + "2m" + text + ESCAPE + "0m";
  }

  static String bold(String text) {
    return ESCAPE + "1m" + text + ESCAPE + "0m";
  }

  /** To the beginning of the line so many lines up, and everything from there erased. */
  static String eraseLinesUp(int lines) {
    return (lines > 0 ? ESCAPE + lines + "A" : "") + "\r" + ESCAPE + "J";
  }
}
