package io.surtitle.benchmarks.process;

import io.surtitle.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A Kafka broker in a separate process. */
public final class BrokerProcess {
  private BrokerProcess() {}

  /** Reports its address, then answers until the parent ends. */
  public static void main(String[] arguments) throws IOException {
    Answering answering = Answering.onStandardOutput();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      answering.say(broker.bootstrapServers());
      answering.serve(Map.of(Snapshot.COMMAND, () -> Snapshot.take(List.of())));
    }
    System.exit(0);
  }
}
