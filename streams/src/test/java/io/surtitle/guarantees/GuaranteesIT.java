package io.surtitle.guarantees;

/** The contract on the broker that the demo uses. */
class GuaranteesIT extends GuaranteesContract {
  @Override
  Broker startBroker() {
    return new EmbeddedCluster();
  }
}
