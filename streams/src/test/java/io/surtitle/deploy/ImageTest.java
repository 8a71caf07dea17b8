package io.surtitle.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the image and the files that name images. */
class ImageTest {
  private static final Pattern NAMED =
      Pattern.compile("(?m)^(?:ARG \\w+_IMAGE=| *image: )\"?([^\\s\"{]+)\"?$");

  /** A registry and a name, then an immutable version or a digest. */
  private static final Pattern PINNED =
      Pattern.compile("[a-z0-9./-]+(:v?\\d+\\.\\d+\\.\\d+[\\w.-]*|@sha256:[0-9a-f]{64})");

  private final String dockerfile = text(Deployed.DIRECTORY.resolve("Dockerfile"));

  @Test
  void everyImageIsPinned() throws IOException {
    List<String> images;
    try (Stream<Path> files = Files.walk(Deployed.DIRECTORY)) {
      images = files.filter(Files::isRegularFile).flatMap(ImageTest::images).toList();
    }

    assertThat(images)
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(image -> assertThat(image).matches(PINNED));
  }

  @Test
  void stagesStartFromNothingElse() {
    List<String> bases = matches(dockerfile, "(?m)^FROM (\\S+)");

    assertThat(bases).containsExactly("${JAVA_IMAGE}", "scratch", "${CUDA_IMAGE}", "${VARIANT}");
  }

  @Test
  void everyFileNamesTheProjectsVersion() {
    String version = matches(text(Path.of("..", "pom.xml")), "<version>([^<]+)</version>").get(0);

    assertThat(text(Deployed.DIRECTORY.resolve("compose/compose.yaml")))
        .contains("image: surtitle:" + version + "\n");
    assertThat(text(Deployed.DIRECTORY.resolve("helm/surtitle/Chart.yaml")))
        .contains("appVersion: " + version + "\n");
    assertThat(dockerfile).contains("ARG VERSION=" + version + "\n");
  }

  @Test
  void javaHasTheLaunchersOptions() {
    String launcher = text(Path.of("..", "surtitle"));
    String options = matches(launcher, "(?m)^options=\\((.+)\\)$").get(0);

    assertThat(options.split(" ", -1))
        .allSatisfy(option -> assertThat(dockerfile).contains('"' + option + '"'));
  }

  private static Stream<String> images(Path file) {
    return NAMED.matcher(text(file)).results().map(found -> found.group(1));
  }

  private static List<String> matches(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
