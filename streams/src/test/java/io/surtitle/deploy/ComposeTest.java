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
  void mountedFilesExist() {
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

    assertThat(configuration.kafka())
        .containsEntry(Configuration.BOOTSTRAP, "kafka-1:9092,kafka-2:9092,kafka-3:9092");
    assertThat(configuration.topics().replication()).as("the brokers' own default").isEqualTo(-1);
  }

  @Test
  void anySingleBrokerMayStop() {
    JsonNode compose = new YAMLMapper().readTree(file);
    JsonNode settings = compose.get("x-kafka-environment");

    assertThat(compose.get("services").propertyNames()).contains("kafka-1", "kafka-2", "kafka-3");
    assertThat(settings.get("KAFKA_DEFAULT_REPLICATION_FACTOR").asInt()).isEqualTo(3);
    assertThat(settings.get("KAFKA_MIN_INSYNC_REPLICAS").asInt()).isEqualTo(2);
    assertThat(settings.get("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR").asInt()).isEqualTo(3);
    assertThat(settings.get("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR").asInt()).isEqualTo(3);
    assertThat(settings.get("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR").asInt()).isEqualTo(2);
  }

  /** Compose stops a service before those that it depends on. */
  @Test
  void theOnlyBrokerStopsLast() {
    JsonNode services = new YAMLMapper().readTree(directory.resolve("small.yaml")).get("services");

    assertThat(List.of("engine", "gateway", "speaker"))
        .allSatisfy(
            service ->
                assertThat(services.get(service).get("depends_on").has("kafka-1"))
                    .as(service)
                    .isTrue());
    assertThat(services.get("kafka-1").get("environment").get("KAFKA_MIN_INSYNC_REPLICAS").asInt())
        .isEqualTo(1);
  }

  @Test
  void theEngineMayHaveAGpu() {
    JsonNode engine =
        new YAMLMapper().readTree(directory.resolve("gpu.yaml")).at("/services/engine");

    assertThat(engine.get("image").stringValue())
        .isEqualTo(new YAMLMapper().readTree(file).at("/x-surtitle/image").stringValue() + "-gpu");
    assertThat(engine.at("/build/args/VARIANT").stringValue()).isEqualTo("gpu");
    assertThat(engine.at("/deploy/resources/reservations/devices/0/driver").stringValue())
        .isEqualTo("nvidia");
  }

  @Test
  void dockerAcceptsIt() throws IOException, InterruptedException {
    Tool docker = Tool.orSkip("docker", "Docker");
    assumeTrue(
        docker.run(directory, "compose", "version").code() == 0,
        "not tested, since docker has no compose: install its plugin compose");

    Tool.Said read = docker.run(directory, "compose", "config", "--quiet");

    assertThat(read.text()).isEmpty();
    assertThat(read.code()).isZero();
  }
}
