package io.surtitle.cli;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command finds Kafka and the topics. */
final class KafkaOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      converter = ReadableFile.class,
      description = "Configuration (docs/configuration.md). Default: nothing set.")
  private @Nullable Path config;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      converter = Brokers.class,
      description = "Kafka's address, instead of the configuration's. Default: localhost:9092.")
  private @Nullable String bootstrap;

  /** The file's configuration with the options' address. */
  Configuration configuration() {
    Configuration configuration =
        config == null ? Configuration.defaults() : ConfigurationReader.read(config);
    return bootstrap == null
        ? configuration
        : configuration.withKafka(Configuration.BOOTSTRAP, bootstrap);
  }
}
