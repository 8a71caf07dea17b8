package io.surtitle.cli;

import io.surtitle.cli.config.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command listens. */
final class PortOption {
  private static final int HIGHEST = 65_535;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = Port.class,
      description =
          "Port for HTTP, up to 65535, instead of the configuration's; 0 for any free one. Default:"
              + " "
              + Viewing.USUAL_PORT
              + " (run: "
              + RunCommand.USUAL_PORT
              + "), or any if that is taken.")
  private @Nullable Integer port;

  /** The configuration with the port asked for. */
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
