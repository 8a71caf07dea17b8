package io.surtitle.cli;

import io.surtitle.batching.RunMeters;
import io.surtitle.cli.config.Configuration;
import io.surtitle.metrics.EngineMeters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code surtitle demo}: everything in one process, with a broadcast of its own. */
@Command(
    name = "demo",
    description = {
      "Shows captions of a basketball game in every language of the model, live.",
      "",
      "Starts a Kafka broker in this process, the engine, and a commentator who reads a script. A"
          + " browser shows the captions at the address that is printed, and so does the terminal."
          + " Needs nothing else and leaves nothing behind. In a terminal captions grow in place;"
          + " elsewhere each final caption is a line: language and text, a tab between them. Ctrl-C"
          + " ends it.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  /** The broker takes longer than an engine, and would leave its data behind. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Stdio stdio;

  @Option(names = "--fast", description = "Do not speak at a human pace, but as fast as it goes.")
  private boolean fast;

  @Option(names = "--exit", description = "End after the last caption, with a line that sums up.")
  private boolean exit;

  @Option(
      names = "--wpm",
      paramLabel = "N",
      defaultValue = "150",
      converter = Pace.WordsPerMinute.class,
      description = "Words a minute, up to 100000. Default: ${DEFAULT-VALUE}.")
  private int wpm;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      converter = ReadableDirectory.class,
      description = "Directory of the model. Default: the shipped models/live-translate.")
  private @Nullable Path bundle;

  @Mixin private PortOption port = new PortOption();

  DemoCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws InterruptedException {
    Pace pace = Pace.of(fast ? 0 : wpm);
    try (Stop stop = Stop.onSignal(PATIENCE);
        TemporaryDirectory state = TemporaryDirectory.create("surtitle-demo-");
        Operations operations = new Operations()) {
      EngineMeters meters = new EngineMeters(operations.registry());
      progress("loading the model ...");
      try (LoadedModel model = LoadedModel.load(bundle, List.of(), 1, new RunMeters(meters))) {
        if (stop.requested()) {
          return 0;
        }
        progress("starting Kafka ...");
        // Closed last: a transaction that has ended cannot hang.
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
          Configuration configuration =
              port.in(configuration(broker.bootstrapServers(), state.path()));
          progress("starting the engine ...");
          try (Captioning captioning = Captioning.start(configuration, model, stop, meters)) {
            operations.engine(captioning::condition, model);
            operations.checks(captioning.checks());
            operations.check("kafka", captioning::cluster);
            try (Viewing viewing = Viewing.start(configuration, operations, stop)) {
              Demo demo = new Demo(stdio, configuration, captioning, viewing, stop);
              demo.explain(model);
              demo.play(Broadcast.scripted(), pace, model.languages(), exit);
            }
          }
        }
      }
    }
    return 0;
  }

  /** The usual, but with one partition, which starts soonest. */
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
            1,
            topics.replication()),
        usual.model(),
        usual.captions(),
        usual.utterance(),
        usual.limits(),
        usual.batch(),
        new Configuration.Streams(1, state),
        usual.http(),
        usual.gateway());
  }

  private void progress(String what) {
    stdio.err().println(what);
  }
}
