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
      description =
          "Port for HTTP, instead of the configuration's; 0 for any free one. Default: "
              + Viewing.USUAL_PORT
              + " (run: "
              + RunCommand.USUAL_PORT
              + "), or any if that is taken.")
  private @Nullable Integer port;

  /** The configuration with the port asked for. */
  Configuration in(Configuration configuration) {
    if (port == null) {
      return configuration;
    }
    if (port < 0 || port > HIGHEST) {
      throw new UsageException("--port is " + port + ", but must be from 0 to " + HIGHEST);
    }
    return configuration.withPort(port);
  }
}
