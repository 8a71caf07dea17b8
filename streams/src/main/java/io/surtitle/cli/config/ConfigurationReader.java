package io.surtitle.cli.config;

import io.surtitle.topology.OperatorSpec;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads {@code surtitle.yaml}. All keys are optional; unknown ones are rejected. */
public final class ConfigurationReader {
  private ConfigurationReader() {}

  /**
   * Reads a configuration file. Relative paths in it are resolved against its directory.
   *
   * @throws ConfigurationException if the file cannot be read or is invalid
   */
  public static Configuration read(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    return parse(text(file), file.toString(), directory == null ? Path.of("") : directory);
  }

  /** Reads a configuration from text; {@code file} is its name in messages. */
  static Configuration parse(String text, String file, Path directory) {
    Configuration configuration =
        new Binder(file, directory).bind(YamlReader.read(text, file), Configuration.defaults());
    String bootstrap = configuration.kafka().getOrDefault(Configuration.BOOTSTRAP, "");
    // Kafka's config providers replace such placeholders.
    if (!bootstrap.contains("${") && !BrokerAddresses.isValid(bootstrap)) {
      throw new ConfigurationException(
          "key 'kafka.bootstrap.servers' in %s is '%s', but must be %s"
              .formatted(file, bootstrap, BrokerAddresses.FORM));
    }
    // Which operators there are is known when the bundles are.
    configuration.requireTopicsApart(
        configuration.captions().languages(), List.of(OperatorSpec.FIRST), List.of());
    return configuration;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("configuration file %s does not exist".formatted(file), e);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new ConfigurationException("cannot read %s: %s".formatted(file, e), e);
    }
  }
}
