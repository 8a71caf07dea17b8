package io.surtitle.cli.command;

import io.surtitle.cli.config.BrokerAddresses;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's addresses of Kafka brokers. */
final class BootstrapServers implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (!BrokerAddresses.isValid(value)) {
      throw new TypeConversionException("'" + value + "' is not " + BrokerAddresses.FORM);
    }
    return value;
  }
}
