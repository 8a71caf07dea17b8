package io.surtitle.cli;

import io.surtitle.cli.command.SurtitleCommand;
import io.surtitle.cli.terminal.Stdio;

/** Starts the {@code surtitle} command in a process of its own. */
public final class Main {
  private Main() {}

  /** Runs the command and exits with its code: 0 success, 1 failure, 2 wrong usage. */
  public static void main(String[] args) {
    // Standard output is for results, which Stdio prints; no library may print there.
    System.setOut(System.err);
    System.exit(SurtitleCommand.execute(Stdio.ofProcess(), args));
  }
}
