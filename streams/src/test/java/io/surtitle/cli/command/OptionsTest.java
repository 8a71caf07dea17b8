package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.config.WaitK;
import io.surtitle.cli.terminal.Stdio;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every command that takes a value refuses what cannot be, before all else. */
class OptionsTest {
  private static final Pattern ONE_SENTENCE = Pattern.compile("surtitle: [^\\n]+\\n");

  /** Languages of translate: only the bundle knows which it has. */
  private static final List<String> CHECKED_LATER = List.of("--to");

  @TempDir private static Path directory;

  static Stream<Case> cases() {
    return commands(SurtitleCommand.commandLine(stdio()), List.of()).flatMap(Case::of);
  }

  private static Stream<Command> commands(CommandLine line, List<String> names) {
    Stream<Command> own = Stream.of(new Command(names, line.getCommandSpec().args()));
    return Stream.concat(
        own,
        line.getSubcommands().entrySet().stream()
            .flatMap(each -> commands(each.getValue(), and(names, each.getKey()))));
  }

  /** A command and what it takes. */
  record Command(List<String> names, List<ArgSpec> arguments) {}

  /** An option or a parameter of a command, and what it must refuse. */
  record Case(List<String> command, ArgSpec argument) {
    static Stream<Case> of(Command command) {
      return command.arguments().stream()
          .filter(each -> each.arity().max() > 0)
          .map(each -> new Case(command.names(), each));
    }

    private boolean isChecked() {
      return !(argument instanceof OptionSpec option
          && CHECKED_LATER.contains(option.longestName()));
    }

    private List<String> refused() {
      Class<?> type = argument.auxiliaryTypes()[0];
      if (type == int.class || type == Integer.class) {
        return List.of("-1", "1000000", "99999999999", "1.5", "one", " ", "0x10");
      }
      if (type == WaitK.class) {
        return List.of("0", "-1", "1000000", "10001", "99999999999", "1.5", "half");
      }
      if (type == Path.class) {
        return List.of(
            directory.resolve("nothing").toString(),
            argument.paramLabel().equals("DIR") ? file().toString() : directory.toString());
      }
      if (type == URI.class) {
        return List.of("localhost", "ftp://localhost", "http://", "http://a:99999", "http://a b");
      }
      return switch (argument.paramLabel()) {
        case "HOST:PORT" ->
            List.of("no-port", "a:0", "a:70000", "a:x", "a:1,", ",a:1", "a:1,b", ":9092");
        case "ID" -> List.of("a/b", " ");
        case "LANGUAGE" -> List.of("fr.bak", "live", "f", "fr,de");
        default -> throw new AssertionError("no values that " + this + " refuses are known");
      };
    }

    private List<String> with(String value) {
      return argument instanceof OptionSpec option
          ? and(command, option.longestName() + "=" + value)
          : and(command, value);
    }

    @Override
    public String toString() {
      return String.join(" ", command)
          + " "
          + (argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatCannotBeIsRefused(Case each) {
    if (!each.isChecked()) {
      return;
    }
    for (String value : each.refused()) {
      Ran ran = Ran.command(each.with(value).toArray(String[]::new));

      assertThat(ran.code()).as("%s %s", each, value).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .as("%s %s", each, value)
          .matches(ONE_SENTENCE)
          .contains(value.strip(), "--help")
          .contains(each.toString().substring(each.toString().lastIndexOf(' ') + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:9092",
        "kafka-1:9092,kafka-2:9092",
        "[::1]:9092",
        "10.0.0.1:1, 10.0.0.2:65535",
        "SASL_SSL://kafka:9093"
      })
  void addressesOfBrokers(String addresses) throws Exception {
    assertThat(new BootstrapServers().convert(addresses)).isEqualTo(addresses);
  }

  private static Path file() {
    try {
      return Files.writeString(directory.resolve("file"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> and(List<String> before, String last) {
    List<String> all = new ArrayList<>(before);
    all.add(last);
    return all;
  }

  private static Stdio stdio() {
    return new Stdio(
        new ByteArrayInputStream(new byte[0]),
        new PrintWriter(new StringWriter()),
        new PrintWriter(new StringWriter()),
        Optional.empty());
  }
}
