package io.surtitle.cli;

import io.surtitle.batching.RunMeters;
import io.surtitle.cli.config.Configuration;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.web.WebServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code surtitle run}: the engine against a Kafka cluster. */
@Command(
    name = "run",
    description = {
      "Makes captions of the text in Kafka until it is told to end (Ctrl-C, SIGTERM).",
      "",
      "Creates the topics that are missing. Any number of these may run: they share the streams.",
      ""
    },
    footer = {"", "Example:", "  surtitle run --config surtitle.yaml"})
final class RunCommand implements Callable<Integer> {
  /** Beside the gateway's. */
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
      try (LoadedModel model = load(configuration, meters)) {
        String broker = Cluster.reach(configuration);
        if (stop.requested()) {
          return 0;
        }
        try (Captioning captioning = Captioning.start(configuration, model, stop, meters)) {
          operations.engine(captioning::condition, model);
          operations.checks(captioning.checks());
          operations.check("kafka", captioning::cluster);
          serve(configuration, operations, model, broker, stop);
          captioning.check();
        }
      }
    }
    return 0;
  }

  private void serve(
      Configuration configuration,
      Operations operations,
      LoadedModel model,
      String broker,
      Stop stop)
      throws InterruptedException {
    try (WebServer server = operations.start(configuration.http(), USUAL_PORT)) {
      announce(configuration, model, broker, server.address());
      stop.await();
    }
  }

  private static LoadedModel load(Configuration configuration, EngineMeters meters) {
    Configuration.Model model = configuration.model();
    int threads = configuration.runThreads(Runtime.getRuntime().availableProcessors());
    return LoadedModel.load(
        model.bundle(), configuration.captions().languages(), threads, new RunMeters(meters));
  }

  private void announce(
      Configuration configuration, LoadedModel model, String broker, URI address) {
    List<String> captions = Captioning.captionTopics(configuration, model.languages());
    stdio
        .err()
        .printf(
            "%s: from %s to %s at %s%nmetrics and health on %s%n",
            model.describe(),
            configuration.topics().text(),
            String.join(", ", captions),
            broker,
            address);
  }
}
