package io.surtitle.cli;

import io.surtitle.cli.config.WaitK;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code --wait-k} of the command line. */
final class WaitKConverter implements ITypeConverter<WaitK> {
  @Override
  public WaitK convert(String value) {
    try {
      return WaitK.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
