package io.surtitle.benchmarks.process;

import io.surtitle.cli.EmbeddedBroker;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A Kafka broker in a process of its own. */
public final class BrokerProcess {
  private BrokerProcess() {}

  /** Says its address, then answers until the parent goes. */
  public static void main(String[] arguments) throws IOException {
    Answering answering = Answering.onStandardOutput();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      answering.say(broker.bootstrapServers());
      answering.serve(Map.of(Snapshot.COMMAND, () -> Snapshot.take(List.of())));
    }
    System.exit(0);
  }
}
