package io.surtitle.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's directory, which must be readable. */
final class ReadableDirectory implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    Path directory = ReadableFile.path(value);
    if (!Files.exists(directory)) {
      throw new TypeConversionException("directory '" + value + "' does not exist");
    }
    if (!Files.isDirectory(directory)) {
      throw new TypeConversionException("'" + value + "' is not a directory");
    }
    if (!Files.isReadable(directory)) {
      throw new TypeConversionException("no permission to read '" + value + "'");
    }
    return directory;
  }
}
