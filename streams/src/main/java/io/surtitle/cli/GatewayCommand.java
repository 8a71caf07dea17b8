package io.surtitle.cli;

import io.surtitle.cli.config.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code surtitle gateway}: captions to viewers. */
@Command(
    name = "gateway",
    description = {
      "Shows captions to viewers until it is told to end (Ctrl-C, SIGTERM).",
      "",
      "Serves a page, server-sent events, WebVTT, SubRip, EBU-TT-D and HLS. Any number of these may"
          + " run: each has all captions.",
      ""
    },
    footer = {"", "Example:", "  surtitle gateway --config surtitle.yaml --port 8080"})
final class GatewayCommand implements Callable<Integer> {
  private final Stdio stdio;

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private PortOption port = new PortOption();

  GatewayCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = port.in(kafka.configuration());
    try (Stop stop = Stop.onSignal();
        Operations operations = new Operations()) {
      String broker = Cluster.reach(configuration);
      try (Viewing viewing = Viewing.start(configuration, operations, stop)) {
        stdio
            .err()
            .printf(
                "captions of %s* at %s on %s%n",
                configuration.topics().captions(), broker, viewing.address());
        stop.await();
        viewing.check();
      }
    }
    return 0;
  }
}
