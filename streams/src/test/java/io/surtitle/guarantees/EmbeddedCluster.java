package io.surtitle.guarantees;

import io.surtitle.cli.broker.EmbeddedBroker;

/** The demo's embedded broker, inside the test's process. */
final class EmbeddedCluster implements Broker {
  private final EmbeddedBroker broker = EmbeddedBroker.start(Deployment.BROKER);

  @Override
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public void restart() {
    broker.restart();
  }

  @Override
  public void close() {
    broker.close();
  }
}
