package io.surtitle.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ComposeTest {
  private final Path directory = Deployed.DIRECTORY.resolve("compose");
  private final Path file = directory.resolve("compose.yaml");

  @Test
  void whatIsMountedIsThere() {
    List<String> mounted =
        new YAMLMapper()
            .readTree(file)
            .get("services")
            .valueStream()
            .flatMap(service -> service.path("volumes").valueStream())
            .map(JsonNode::stringValue)
            .filter(volume -> volume.startsWith("."))
            .map(volume -> volume.substring(0, volume.indexOf(':')))
            .toList();

    assertThat(mounted)
        .isNotEmpty()
        .allSatisfy(path -> assertThat(directory.resolve(path)).exists());
  }

  @Test
  void surtitleReadsItsConfiguration() {
    Configuration configuration = ConfigurationReader.read(directory.resolve("surtitle.yaml"));

    assertThat(configuration.kafka()).containsEntry(Configuration.BOOTSTRAP, "kafka:9092");
  }

  @Test
  void dockerReadsIt() throws IOException, InterruptedException {
    Tool docker = Tool.orSkip("docker", "Docker");
    assumeTrue(
        docker.run(directory, "compose", "version").code() == 0,
        "docker has no compose, so this is not tested: install its plugin compose");

    Tool.Said read = docker.run(directory, "compose", "config", "--quiet");

    assertThat(read.text()).isEmpty();
    assertThat(read.code()).isZero();
  }
}
