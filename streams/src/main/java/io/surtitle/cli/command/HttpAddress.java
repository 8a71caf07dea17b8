package io.surtitle.cli.command;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's HTTP address. */
final class HttpAddress implements ITypeConverter<URI> {
  private static final int HIGHEST_PORT = 65_535;

  @Override
  public URI convert(String value) {
    try {
      URI address = new URI(value);
      if (address.getHost() != null
          && ("http".equalsIgnoreCase(address.getScheme())
              || "https".equalsIgnoreCase(address.getScheme()))
          && address.getPort() != 0
          && address.getPort() <= HIGHEST_PORT) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Refused below.
    }
    throw new TypeConversionException(
        "'" + value + "' is not an HTTP address such as http://localhost:8080/health/ready");
  }
}
