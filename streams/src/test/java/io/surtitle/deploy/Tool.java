package io.surtitle.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An installed program, found on the PATH. */
public record Tool(Path file) {
  /**
   * The program; if it is missing, the test is skipped with a message that says what to install.
   */
  public static Tool orSkip(String name, String install) {
    Optional<Tool> tool = find(name);
    assumeTrue(
        tool.isPresent(), name + " is not on the PATH, so this is not tested: install " + install);
    return tool.orElseThrow();
  }

  /** The program with a name on the PATH, or with an absolute path. */
  public static Optional<Tool> find(String name) {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .map(directory -> Path.of(directory).resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Tool::new);
  }

  /** Runs the program to its end and returns its exit code and output. */
  public Said run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  /** A program's output and exit code. */
  public record Said(int code, String text) {}
}
