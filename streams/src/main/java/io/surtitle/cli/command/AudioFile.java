package io.surtitle.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** An option's recording: a file, or {@code -} for standard input. */
final class AudioFile implements ITypeConverter<Path> {
  static final Path STANDARD_INPUT = Path.of("-");

  private final ReadableFile files = new ReadableFile();

  @Override
  public Path convert(String value) {
    return value.equals(STANDARD_INPUT.toString()) ? STANDARD_INPUT : files.convert(value);
  }
}
