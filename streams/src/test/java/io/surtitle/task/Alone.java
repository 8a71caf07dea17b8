package io.surtitle.task;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.surtitle.engine.Operator;
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
import org.slf4j.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A program that runs with some packages of the engine and of the tests only. */
public final class Alone {
  private static final List<Class<?>> LIBRARIES =
      List.of(
          OrtEnvironment.class,
          JsonMapper.class,
          JacksonException.class,
          JsonProperty.class,
          Logger.class,
          NullMarked.class);

  private final Path classes;
  private final List<Class<?>> libraries;

  /**
   * Nothing yet.
   *
   * @param classes an empty directory
   * @param more libraries that it needs, by one class of each
   */
  public Alone(Path classes, Class<?>... more) {
    this.classes = classes;
    this.libraries = Stream.concat(LIBRARIES.stream(), Stream.of(more)).toList();
  }

  /** Adds packages of the engine, below {@code io.surtitle}. */
  public Alone with(List<String> packages) throws IOException {
    for (String each : packages) {
      copy(home(Operator.class), "io/surtitle/" + each);
    }
    return this;
  }

  /** Runs a program of the tests; the lines that it prints. */
  public List<String> run(Class<?> main, Path argument) throws IOException, InterruptedException {
    copy(home(main), main.getPackageName().replace('.', '/'));
    Path errors = classes.resolve("errors.txt");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java, "-cp", classPath(), main.getName(), argument.toAbsolutePath().toString())
            .redirectError(errors.toFile())
            .start();
    List<String> lines = new ArrayList<>(process.inputReader().lines().toList());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(() -> read(errors)).isZero();
    return lines;
  }

  private String classPath() {
    return Stream.concat(Stream.of(classes), libraries.stream().map(Alone::home))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
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
