package io.surtitle.cli.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads {@code surtitle.yaml}. Every key may be left out; none may be unknown. */
public final class ConfigurationReader {
  private ConfigurationReader() {}

  /**
   * The configuration of a file. Relative paths in it start from its directory.
   *
   * @throws ConfigurationException if the file cannot be read or used
   */
  public static Configuration read(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    return parse(text(file), file.toString(), directory == null ? Path.of("") : directory);
  }

  /** The configuration of a text; {@code file} is its name, for messages. */
  static Configuration parse(String text, String file, Path directory) {
    Configuration configuration =
        new Binder(file, directory).bind(YamlReader.read(text, file), Configuration.defaults());
    String bootstrap = configuration.kafka().getOrDefault(Configuration.BOOTSTRAP, "");
    // Kafka finds elsewhere what begins so.
    if (!bootstrap.contains("${") && !BrokerAddresses.isValid(bootstrap)) {
      throw new ConfigurationException(
          "key 'kafka.bootstrap.servers' in %s is '%s', but must be %s"
              .formatted(file, bootstrap, BrokerAddresses.FORM));
    }
    configuration.requireTopicsApart(configuration.captions().languages());
    return configuration;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("there is no configuration file " + file, e);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new ConfigurationException("%s cannot be read: %s".formatted(file, e), e);
    }
  }
}
