package io.surtitle.guarantees;

import java.util.Locale;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** A broker in a container of Kafka's own image. */
final class ContainerCluster implements Broker {
  /** Names another image, for example that of a mirror. */
  static final String IMAGE_PROPERTY = "surtitle.test.kafka.image";

  static final String IMAGE = "apache/kafka:" + AppInfoParser.getVersion();

  private static final int OUTAGE_MS = 2000;

  private final KafkaContainer container =
      new KafkaContainer(System.getProperty(IMAGE_PROPERTY, IMAGE));

  ContainerCluster() {
    Deployment.BROKER.forEach((name, value) -> container.withEnv(variable(name), value));
    container.start();
  }

  /** The name under which the image's entry point reads a broker setting. */
  private static String variable(String name) {
    return "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  static boolean isPossible() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  /** Pauses the container: after a real restart it would have another port. */
  @Override
  public void restart() {
    String id = container.getContainerId();
    container.getDockerClient().pauseContainerCmd(id).exec();
    try {
      Thread.sleep(OUTAGE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    container.getDockerClient().unpauseContainerCmd(id).exec();
  }

  @Override
  public void close() {
    container.stop();
  }
}
