package io.surtitle.cli.command;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that connects to Kafka. */
final class KafkaOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      converter = ReadableFile.class,
      description =
          "Configuration file (docs/configuration.md). Default: all keys at their defaults.")
  private @Nullable Path config;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      converter = BootstrapServers.class,
      description = "Kafka brokers, overriding the configuration. Default: localhost:9092.")
  private @Nullable String bootstrap;

  /** The configuration of the file, with the brokers of the option. */
  Configuration configuration() {
    Configuration configuration =
        config == null ? Configuration.defaults() : ConfigurationReader.read(config);
    return bootstrap == null
        ? configuration
        : configuration.withKafka(Configuration.BOOTSTRAP, bootstrap);
  }
}
