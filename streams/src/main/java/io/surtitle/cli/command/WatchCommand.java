package io.surtitle.cli.command;

import io.surtitle.cli.broker.CaptionReader;
import io.surtitle.cli.broker.Cluster;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.terminal.CaptionView;
import io.surtitle.cli.terminal.JsonView;
import io.surtitle.cli.terminal.LineView;
import io.surtitle.cli.terminal.LiveView;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.Stop;
import io.surtitle.event.CaptionTopics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code surtitle watch}: shows captions as they arrive. */
@Command(
    name = "watch",
    description = {
      "Shows captions live until it is stopped (Ctrl-C, SIGTERM).",
      "",
      "In a terminal, captions grow in place. If standard output is redirected, each final caption"
          + " is a line: stream, language and text, separated by tabs; --stream and --lang leave"
          + " out their column.",
      ""
    },
    footer = {"", "Example:", "  surtitle watch --stream game-1 --lang fr"})
final class WatchCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Stdio stdio;

  @Option(
      names = "--stream",
      paramLabel = "ID",
      converter = StreamId.class,
      description = "Show only this stream. Default: all.")
  private @Nullable String stream;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      converter = LanguageTag.class,
      description = "Show only this language. Default: all.")
  private @Nullable String language;

  @Option(
      names = "--from-beginning",
      description = "Show existing captions too. Default: only new ones.")
  private boolean fromBeginning;

  @Option(names = "--json", description = "Print every caption message as a line of JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  WatchCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = kafka.configuration();
    try (Stop stop = Stop.onSignal()) {
      String prefix = configuration.topics().captions();
      List<String> topics = topics(configuration);
      boolean waited = topics.isEmpty();
      if (waited) {
        stdio
            .err()
            .printf(
                "waiting for topic %s%s to be created%n",
                prefix, language == null ? "*" : language);
      }
      while (topics.isEmpty()) {
        if (stop.await(RETRY)) {
          return 0;
        }
        topics = topics(configuration);
      }
      watch(configuration, topics, waited || fromBeginning, stop);
    }
    return 0;
  }

  private List<String> topics(Configuration configuration) {
    CaptionTopics captions = new CaptionTopics(configuration.topics().captions());
    try (Cluster cluster = Cluster.of(configuration)) {
      if (language != null) {
        String topic = captions.topic(language);
        return cluster.has(topic)
            ? List.of(topic)
            : cluster.topics().stream().filter(topic::equalsIgnoreCase).limit(1).toList();
      }
      return cluster.topics().stream()
          .filter(topic -> captions.language(topic).isPresent())
          .toList();
    }
  }

  private void watch(Configuration configuration, List<String> topics, boolean all, Stop stop) {
    int prefix = configuration.topics().captions().length();
    CaptionView view = view(topics.stream().map(topic -> topic.substring(prefix)).toList());
    try (CaptionReader reader =
        all
            ? CaptionReader.ofAll(configuration, topics)
            : CaptionReader.ofNew(configuration, topics)) {
      while (!stop.requested() && !stdio.out().checkError()) {
        reader.poll(POLL).stream()
            .filter(caption -> stream == null || caption.stream().equals(stream))
            .forEach(view::show);
      }
    }
    view.finish();
  }

  private CaptionView view(List<String> languages) {
    if (json) {
      return new JsonView(stdio.out());
    }
    return stdio
        .screen()
        .<CaptionView>map(size -> new LiveView(stdio.out(), size, languages, "each with --lang"))
        .orElseGet(() -> new LineView(stdio.out(), stream == null, language == null));
  }
}
