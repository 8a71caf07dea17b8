package io.surtitle.topology;

import io.surtitle.cli.EmbeddedBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The contract on the broker that the demo uses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartIT extends RestartContract {
  private final EmbeddedBroker broker = EmbeddedBroker.start();

  @AfterAll
  void stop() {
    broker.close();
  }

  @Override
  String bootstrapServers() {
    return broker.bootstrapServers();
  }
}
