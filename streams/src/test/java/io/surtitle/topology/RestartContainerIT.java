package io.surtitle.topology;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Objects;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The contract on Kafka's own image, where a Docker engine answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartContainerIT extends RestartContract {
  /** Names another image, for example one of a mirror. */
  static final String IMAGE_PROPERTY = "surtitle.test.kafka.image";

  static final String IMAGE = "apache/kafka:" + AppInfoParser.getVersion();

  private @Nullable KafkaContainer broker;

  @BeforeAll
  void start() {
    boolean docker = DockerClientFactory.instance().isDockerAvailable();
    if (!docker) {
      System.err.println("SKIPPED RestartContainerIT: no Docker engine answers");
    }
    assumeTrue(docker, "no Docker engine answers");
    broker = new KafkaContainer(System.getProperty(IMAGE_PROPERTY, IMAGE));
    broker.start();
  }

  @AfterAll
  void stop() {
    if (broker != null) {
      broker.stop();
    }
  }

  @Override
  String bootstrapServers() {
    return Objects.requireNonNull(broker).getBootstrapServers();
  }
}
