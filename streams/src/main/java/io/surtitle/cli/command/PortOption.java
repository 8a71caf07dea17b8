package io.surtitle.cli.command;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.wiring.Viewing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of every command that listens for HTTP. */
final class PortOption {
  private static final int HIGHEST = 65_535;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = Port.class,
      description =
          "HTTP port, up to 65535, overriding the configuration; 0 for any free port. Default: "
              + Viewing.USUAL_PORT
              + " (run: "
              + RunCommand.USUAL_PORT
              + "), or any free port if that is in use.")
  private @Nullable Integer port;

  /** The configuration with the port of the option. */
  Configuration in(Configuration configuration) {
    return port == null ? configuration : configuration.withPort(port);
  }

  /** A port, or 0. */
  static final class Port extends WholeNumber {
    Port() {
      super(0, HIGHEST);
    }
  }
}
