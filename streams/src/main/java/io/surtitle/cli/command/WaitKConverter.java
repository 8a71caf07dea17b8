package io.surtitle.cli.command;

import io.surtitle.cli.config.WaitK;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's wait-k policy. */
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
