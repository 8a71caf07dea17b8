package io.surtitle.guarantees;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Checks the guarantees on Kafka's own image, where a Docker engine is available. */
class GuaranteesContainerIT extends GuaranteesContract {
  @Override
  Broker startBroker() {
    boolean docker = ContainerCluster.isPossible();
    if (!docker) {
      System.err.println("SKIPPED GuaranteesContainerIT: no Docker engine answers");
    }
    assumeTrue(docker, "no Docker engine answers");
    return new ContainerCluster();
  }
}
