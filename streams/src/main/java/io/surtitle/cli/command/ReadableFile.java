package io.surtitle.cli.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's file, which must be readable; it may be a pipe. */
final class ReadableFile implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    Path file = path(value);
    if (!Files.exists(file)) {
      throw new TypeConversionException("file '" + value + "' does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new TypeConversionException("'" + value + "' is a directory, not a file");
    }
    if (!Files.isReadable(file)) {
      throw new TypeConversionException("no permission to read '" + value + "'");
    }
    return file;
  }

  static Path path(String value) {
    try {
      if (!value.isEmpty()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      // Refused below.
    }
    throw new TypeConversionException("'" + value + "' is not a path");
  }
}
