package io.surtitle.cli;

import io.surtitle.cli.config.Configuration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's addresses of brokers. */
final class Brokers implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (!Configuration.isBootstrap(value)) {
      throw new TypeConversionException("'" + value + "' is not " + Configuration.BOOTSTRAP_FORM);
    }
    return value;
  }
}
