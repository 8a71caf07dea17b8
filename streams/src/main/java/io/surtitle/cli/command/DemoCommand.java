package io.surtitle.cli.command;

import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.cli.broker.TemporaryDirectory;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.failure.UsageException;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.BundleChoice;
import io.surtitle.cli.wiring.Captioning;
import io.surtitle.cli.wiring.Installation;
import io.surtitle.cli.wiring.LoadedModels;
import io.surtitle.cli.wiring.Operations;
import io.surtitle.cli.wiring.Stop;
import io.surtitle.cli.wiring.Viewing;
import io.surtitle.engine.RunMeters;
import io.surtitle.inference.RunSettings;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.task.transcribe.Transcribe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code surtitle demo}: broker, engine, gateway and a scripted broadcast in one process. */
@Command(
    name = "demo",
    description = {
      "Shows captions of a basketball game in every language of the models, live.",
      "",
      "Starts a Kafka broker, the engine and the gateway in this process, and publishes a scripted"
          + " broadcast. The terminal shows the captions, and so does a browser at the address that"
          + " is printed. The demo needs nothing else, and deletes its data when it ends. In a"
          + " terminal, captions grow in place; if standard output is redirected, each final"
          + " caption is a line: language, tab, text. A terminal shows as many languages as fit;"
          + " the page has all. Press Ctrl-C to stop.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  /** A broker stops more slowly than an engine, and must still delete its data. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Stdio stdio;

  @Option(
      names = "--to",
      split = ",",
      paramLabel = "LANGUAGE",
      description = "Target languages, such as fr or fr,pt-BR. Default: all of the bundles.")
  private List<String> to = List.of();

  @Option(
      names = "--fast",
      description = "Publish as fast as possible instead of at speaking pace.")
  private boolean fast;

  @Option(
      names = "--audio",
      description =
          "Publish the broadcast as sound, which the engine recognises, instead of as text.")
  private boolean audio;

  @Option(names = "--exit", description = "Exit after the last caption and print a summary.")
  private boolean exit;

  @Option(
      names = "--wpm",
      paramLabel = "N",
      defaultValue = "150",
      converter = WordsPerMinute.class,
      description = "Words per minute, at most 100000. Default: ${DEFAULT-VALUE}.")
  private int wpm;

  @Mixin private BundleOptions bundles = new BundleOptions();

  @Mixin private PortOption port = new PortOption();

  DemoCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Stop stop = Stop.onSignal(PATIENCE);
        TemporaryDirectory state = TemporaryDirectory.create("surtitle-demo-");
        Operations operations = new Operations()) {
      EngineMeters meters = new EngineMeters(operations.registry());
      progress("loading the model ...");
      BundleChoice choice = choice();
      try (LoadedModels models =
          LoadedModels.load(choice, RunSettings.of(1), new RunMeters(meters))) {
        if (stop.requested()) {
          return 0;
        }
        progress("starting Kafka ...");
        // Closed after its clients: a transaction that has ended cannot hang.
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
          Configuration configuration =
              port.in(configuration(broker.bootstrapServers(), state.path()));
          progress("starting the engine ...");
          try (Captioning captioning = Captioning.start(configuration, models, stop, meters)) {
            operations.engine(captioning::condition, captioning.bundles());
            operations.checks(captioning.checks());
            operations.check("kafka", captioning::cluster);
            try (Viewing viewing = Viewing.start(configuration, operations, stop)) {
              Demo demo = new Demo(stdio, configuration, captioning, viewing, stop);
              demo.explain(models);
              demo.play(broadcast(), models.languages(), exit);
            }
          }
        }
      }
    }
    return 0;
  }

  private BundleChoice choice() {
    BundleChoice choice = BundleChoice.of(bundles.model(), to, "--to");
    if (!audio) {
      return choice;
    }
    return Installation.bundle(Transcribe.TASK)
        .map(choice::with)
        .orElseThrow(() -> new UsageException("no bundle of the installation transcribes"));
  }

  private Broadcast broadcast() throws IOException {
    return audio ? AudioBroadcast.shipped(fast) : TextBroadcast.shipped(fast ? 0 : wpm);
  }

  /** The defaults, but with one partition, which starts fastest. */
  private static Configuration configuration(String address, Path state) {
    Configuration usual = Configuration.defaults();
    Configuration.Topics topics = usual.topics();
    return new Configuration(
        "surtitle-demo",
        Map.of(Configuration.BOOTSTRAP, address),
        new Configuration.Topics(
            topics.text(),
            topics.captions(),
            topics.deadLetters(),
            topics.glossary(),
            topics.audio(),
            topics.events(),
            1,
            topics.replication()),
        usual.model(),
        usual.captions(),
        usual.utterance(),
        usual.speech(),
        usual.limits(),
        usual.batch(),
        usual.state(),
        new Configuration.Streams(1, state),
        usual.http(),
        usual.gateway());
  }

  private void progress(String what) {
    stdio.err().println(what);
  }
}
