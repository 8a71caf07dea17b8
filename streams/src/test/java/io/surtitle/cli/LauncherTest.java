package io.surtitle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options with which the launcher and the image start Java. */
class LauncherTest {
  private static final int OUT_OF_MEMORY = 3;

  @TempDir private Path directory;

  @Test
  void javaSaysNothingOnStandardOutput() throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(
        List.of("-Xmx16m", "-cp", System.getProperty("java.class.path"), Glutton.class.getName()));

    int code =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();

    assertThat(code).isEqualTo(OUT_OF_MEMORY);
    assertThat(Files.readString(out)).isEmpty();
    assertThat(Files.readString(err)).contains("java.lang.OutOfMemoryError");
  }

  private static List<String> options() throws IOException {
    String launcher = Files.readString(Path.of("..", "surtitle"));
    Matcher options = Pattern.compile("(?m)^options=\\((.+)\\)$").matcher(launcher);
    assertThat(options.find()).isTrue();
    return List.of(options.group(1).split(" ", -1));
  }

  /** A program that wants more memory than there is. */
  static final class Glutton {
    private Glutton() {}

    public static void main(String[] args) {
      List<byte[]> eaten = new ArrayList<>();
      while (eaten.size() < Integer.MAX_VALUE) {
        eaten.add(new byte[1 << 20]);
      }
    }
  }
}
