package io.surtitle.cli.command;

import io.surtitle.cli.broker.Cluster;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.Operations;
import io.surtitle.cli.wiring.Stop;
import io.surtitle.cli.wiring.Viewing;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code surtitle gateway}: serves captions to viewers over HTTP. */
@Command(
    name = "gateway",
    description = {
      "Serves captions to viewers over HTTP until it is stopped (Ctrl-C, SIGTERM).",
      "",
      "Serves a web page, server-sent events, WebVTT, SubRip, EBU-TT-D and HLS. Any number of"
          + " gateways may run side by side; each serves all captions.",
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
                "serving captions of %s* from %s on %s%n",
                configuration.topics().captions(), broker, viewing.address());
        stop.await();
        viewing.check();
      }
    }
    return 0;
  }
}
