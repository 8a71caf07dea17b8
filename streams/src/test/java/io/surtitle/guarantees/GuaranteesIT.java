package io.surtitle.guarantees;

/** Checks the guarantees on the demo's embedded broker. */
class GuaranteesIT extends GuaranteesContract {
  @Override
  Broker startBroker() {
    return new EmbeddedCluster();
  }
}
