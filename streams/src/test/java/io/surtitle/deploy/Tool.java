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

/** A program of this machine, found on the PATH. */
public record Tool(Path file) {
  /** The program, or the test is skipped with a word on what is missing: what to install. */
  public static Tool orSkip(String name, String install) {
    Optional<Tool> tool = find(name);
    assumeTrue(
        tool.isPresent(), name + " is not on the PATH, so this is not tested: install " + install);
    return tool.orElseThrow();
  }

  /** The program of a name or, wherever it lies, of an absolute path. */
  public static Optional<Tool> find(String name) {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .map(directory -> Path.of(directory).resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Tool::new);
  }

  /** Runs to its end and gives its exit code and all that it says. */
  public Said run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  /** What a program said, and how it ended. */
  public record Said(int code, String text) {}
}
