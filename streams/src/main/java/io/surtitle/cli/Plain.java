package io.surtitle.cli;

/** Text that came over the wire, made fit for one line of a terminal. */
final class Plain {
  private Plain() {}

  /** Without control characters, which could end a line or command a terminal. */
  static String text(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
  }
}
