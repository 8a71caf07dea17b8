package io.surtitle.task.detect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The engine runs an operator without a class of another task, of text or of Kafka. */
class DetectAloneTest {
  private static final List<String> PACKAGES =
      List.of("engine", "inference", "bundle", "event", "task/audio", "task/detect");
  private static final List<Class<?>> LIBRARIES =
      List.of(
          OrtEnvironment.class,
          JsonMapper.class,
          JacksonException.class,
          JsonProperty.class,
          Logger.class,
          NullMarked.class);

  @TempDir private Path classes;

  @Test
  void theDetectorNeedsNoOtherTask() throws IOException, InterruptedException {
    for (String each : PACKAGES) {
      copy(home(Detect.class), "io/surtitle/" + each);
    }
    copy(home(DetectAloneTest.class), "io/surtitle/task/detect");
    String classPath =
        Stream.concat(Stream.of(classes), LIBRARIES.stream().map(DetectAloneTest::home))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));

    assertThat(run(classPath)).containsExactly("BEGINS", "ENDS");
  }

  private List<String> run(String classPath) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String bundle = Path.of("../models/tiny-detect").toAbsolutePath().toString();
    Path errors = classes.resolve("errors.txt");
    Process process =
        new ProcessBuilder(java, "-cp", classPath, DetectAlone.class.getName(), bundle)
            .redirectError(errors.toFile())
            .start();
    List<String> lines = new ArrayList<>(process.inputReader().lines().toList());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(() -> read(errors)).isZero();
    return lines;
  }

  private void copy(Path from, String folder) throws IOException {
    Path root = from.resolve(folder);
    assertThat(root).isDirectory();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path to = classes.resolve(from.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The directory or the library that has a class. */
  private static Path home(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
