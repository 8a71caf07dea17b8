package io.surtitle.cli.terminal;

import java.io.PrintWriter;

/**
 * How far a command has come, on one line of a terminal that is written anew; elsewhere nothing.
 */
public final class ProgressLine implements AutoCloseable {
  private final PrintWriter err;
  private final boolean shown;
  private String last = "";

  /** Nothing is shown yet. */
  public ProgressLine(Stdio stdio) {
    err = stdio.err();
    shown = stdio.screen().isPresent();
  }

  /** Shows a text, in place of the one before. */
  public void show(String text) {
    if (shown && !text.equals(last)) {
      err.print(Ansi.eraseLinesUp(0) + text);
      err.flush();
      last = text;
    }
  }

  /** Erases the line. */
  @Override
  public void close() {
    show("");
  }
}
