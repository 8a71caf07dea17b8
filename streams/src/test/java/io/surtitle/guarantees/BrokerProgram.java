package io.surtitle.guarantees;

import io.surtitle.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The demo's embedded broker in a process of its own. */
final class BrokerProgram {
  private static final String LISTENS = "broker at ";

  private BrokerProgram() {}

  /** Starts a broker with additional settings; {@link #address} waits until it answers. */
  static Program start(Path log, Map<String, String> more) throws IOException {
    List<String> arguments =
        more.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
    return Program.start(log, BrokerProgram.class, arguments);
  }

  /** Waits until a broker answers, and returns its bootstrap address. */
  static String address(Program broker) throws IOException, InterruptedException {
    return broker.awaitLine(LISTENS);
  }

  /** Runs until it is killed; the arguments are the broker's properties, NAME=VALUE. */
  public static void main(String[] args) throws InterruptedException {
    Map<String, String> more = new HashMap<>();
    for (String each : args) {
      more.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(more)) {
      System.out.println(LISTENS + broker.bootstrapServers());
      new CountDownLatch(1).await();
    }
  }
}
