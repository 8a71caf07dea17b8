package io.surtitle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final CommandLine command = new CommandLine(new Main()).setOut(new PrintWriter(out));

  @Test
  void helpPrintsUsage() {
    int code = command.execute("--help");

    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("Usage: surtitle");
  }

  @Test
  void unknownOptionIsWrongUsage() {
    command.setErr(new PrintWriter(new StringWriter()));

    int code = command.execute("--no-such-option");

    assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
  }
}
