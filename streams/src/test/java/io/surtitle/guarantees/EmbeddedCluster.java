package io.surtitle.guarantees;

import io.surtitle.cli.EmbeddedBroker;

/** The broker that the demo uses. */
final class EmbeddedCluster implements Broker {
  private final EmbeddedBroker broker = EmbeddedBroker.start(Stage.BROKER);

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
