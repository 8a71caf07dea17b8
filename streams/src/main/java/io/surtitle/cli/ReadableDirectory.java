package io.surtitle.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's directory, which can be read. */
final class ReadableDirectory implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    Path directory = ReadableFile.path(value);
    if (!Files.exists(directory)) {
      throw new TypeConversionException("there is no directory '" + value + "'");
    }
    if (!Files.isDirectory(directory)) {
      throw new TypeConversionException("'" + value + "' is no directory");
    }
    if (!Files.isReadable(directory)) {
      throw new TypeConversionException("this user may not read '" + value + "'");
    }
    return directory;
  }
}
