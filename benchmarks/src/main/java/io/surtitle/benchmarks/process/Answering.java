package io.surtitle.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The child's side of the protocol. */
public final class Answering {
  /** Distinguishes answers from what the Java runtime itself may print. */
  static final String MARK = "> ";

  private final PrintStream out;

  private Answering(PrintStream out) {
    this.out = out;
  }

  /** Reserves standard output for answers; all other output goes to standard error. */
  public static Answering onStandardOutput() {
    PrintStream out = System.out;
    System.setOut(System.err);
    return new Answering(out);
  }

  /** Sends the answer that the parent waits for after the start. */
  public void say(Object answer) {
    out.println(MARK + JsonMapper.shared().writeValueAsString(answer));
    out.flush();
  }

  /** Answers each command until the parent closes the input. */
  public void serve(Map<String, Supplier<Object>> commands) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Supplier<Object> command = commands.get(line.strip());
      if (command == null) {
        throw new IllegalArgumentException("no such command: " + line);
      }
      say(command.get());
    }
  }
}
