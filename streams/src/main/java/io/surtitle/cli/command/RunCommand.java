package io.surtitle.cli.command;

import io.surtitle.cli.broker.Cluster;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.BundleChoice;
import io.surtitle.cli.wiring.Captioning;
import io.surtitle.cli.wiring.LoadedModels;
import io.surtitle.cli.wiring.Operations;
import io.surtitle.cli.wiring.Stop;
import io.surtitle.engine.RunMeters;
import io.surtitle.inference.RunSettings;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.web.WebServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code surtitle run}: runs the engine against a Kafka cluster. */
@Command(
    name = "run",
    description = {
      "Captions the text in Kafka until it is stopped (Ctrl-C, SIGTERM).",
      "",
      "Creates missing topics. Any number of engines may run; they share the streams.",
      ""
    },
    footer = {"", "Example:", "  surtitle run --config surtitle.yaml"})
final class RunCommand implements Callable<Integer> {
  /** Next to the gateway's, so that both run on one machine. */
  static final int USUAL_PORT = 8081;

  private final Stdio stdio;

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private PortOption port = new PortOption();

  RunCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = port.in(kafka.configuration());
    try (Stop stop = Stop.onSignal();
        Operations operations = new Operations()) {
      EngineMeters meters = new EngineMeters(operations.registry());
      try (LoadedModels models = load(configuration, meters)) {
        String broker = Cluster.reach(configuration);
        if (stop.requested()) {
          return 0;
        }
        try (Captioning captioning = Captioning.start(configuration, models, stop, meters)) {
          operations.engine(captioning::condition, captioning.bundles());
          operations.checks(captioning.checks());
          operations.check("kafka", captioning::cluster);
          serve(configuration, operations, models, broker, stop);
          captioning.check();
        }
      }
    }
    return 0;
  }

  private void serve(
      Configuration configuration,
      Operations operations,
      LoadedModels models,
      String broker,
      Stop stop)
      throws InterruptedException {
    try (WebServer server = operations.start(configuration.http(), USUAL_PORT)) {
      announce(configuration, models, broker, server.address());
      stop.await();
    }
  }

  private static LoadedModels load(Configuration configuration, EngineMeters meters) {
    BundleChoice choice = BundleChoice.of(configuration);
    RunSettings runs = configuration.runs(Runtime.getRuntime().availableProcessors());
    return LoadedModels.load(choice, runs, new RunMeters(meters));
  }

  private void announce(
      Configuration configuration, LoadedModels models, String broker, URI address) {
    List<String> captions = Captioning.captionTopics(configuration, models.languages());
    stdio
        .err()
        .printf(
            "%s: from %s to %s at %s%nmetrics and health on %s%n",
            models.describe(),
            configuration.topics().text(),
            String.join(", ", captions),
            broker,
            address);
  }
}
