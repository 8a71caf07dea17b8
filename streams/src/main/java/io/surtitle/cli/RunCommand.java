package io.surtitle.cli;

import io.surtitle.batching.RunMeters;
import io.surtitle.cli.config.Configuration;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.metrics.PrometheusMetrics;
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
  private final Stdio stdio;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  RunCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = kafka.configuration();
    try (Stop stop = Stop.onSignal();
        PrometheusMetrics metrics = new PrometheusMetrics()) {
      run(configuration, metrics, stop);
    }
    return 0;
  }

  private void run(Configuration configuration, PrometheusMetrics metrics, Stop stop)
      throws InterruptedException {
    EngineMeters meters = new EngineMeters(metrics.registry());
    try (LoadedModel model = load(configuration, meters)) {
      String address = reach(configuration);
      try (Captioning captioning = Captioning.start(configuration, model, stop, meters)) {
        metrics.ready(captioning::isReady);
        announce(configuration, model, address);
        stop.await();
        captioning.check();
      }
    }
  }

  private static LoadedModel load(Configuration configuration, EngineMeters meters) {
    Configuration.Model model = configuration.model();
    int threads = configuration.runThreads(Runtime.getRuntime().availableProcessors());
    return LoadedModel.load(
        model.bundle(), configuration.captions().languages(), threads, new RunMeters(meters));
  }

  private void announce(Configuration configuration, LoadedModel model, String address) {
    List<String> captions = Captioning.captionTopics(configuration, model.languages());
    stdio
        .err()
        .printf(
            "%s: from %s to %s at %s%n",
            model.describe(), configuration.topics().text(), String.join(", ", captions), address);
  }

  /** Kafka Streams would try for minutes before it says that nobody answers. */
  private static String reach(Configuration configuration) {
    try (Cluster cluster = Cluster.of(configuration)) {
      cluster.topics();
      return cluster.address();
    }
  }
}
