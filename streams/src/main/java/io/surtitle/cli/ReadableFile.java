package io.surtitle.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's file, which can be read; it may be a pipe. */
final class ReadableFile implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    Path file = path(value);
    if (!Files.exists(file)) {
      throw new TypeConversionException("there is no file '" + value + "'");
    }
    if (Files.isDirectory(file)) {
      throw new TypeConversionException("'" + value + "' is a directory, not a file");
    }
    if (!Files.isReadable(file)) {
      throw new TypeConversionException("this user may not read '" + value + "'");
    }
    return file;
  }

  static Path path(String value) {
    try {
      if (!value.isEmpty()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      // Neither is it the path of anything.
    }
    throw new TypeConversionException("'" + value + "' is no path");
  }
}
