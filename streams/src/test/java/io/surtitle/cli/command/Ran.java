package io.surtitle.cli.command;

import io.surtitle.cli.terminal.Stdio;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a command printed and how it ended. */
public record Ran(int code, String out, String err) {

  /** Runs a command without input. */
  public static Ran command(String... args) {
    return withInput("", args);
  }

  /** Runs a command with text on its standard input. */
  public static Ran withInput(String input, String... args) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Stdio stdio = new Stdio(in, new PrintWriter(out), new PrintWriter(err), Optional.empty());
    int code = SurtitleCommand.execute(stdio, args);
    return new Ran(code, out.toString(), err.toString());
  }

  /** The lines of standard output. */
  public List<String> lines() {
    return out.lines().toList();
  }
}
