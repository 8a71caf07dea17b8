package io.surtitle.cli;

import io.surtitle.cli.config.Configuration;
import io.surtitle.event.CaptionTopics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code surtitle watch}: captions as they come. */
@Command(
    name = "watch",
    description = {
      "Shows captions live, until Ctrl-C.",
      "",
      "In a terminal they grow in place. Elsewhere each final caption is a line: stream, language"
          + " and text, a tab between them, without those that --stream and --lang settle.",
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
      description = "Only this stream. Default: all.")
  private @Nullable String stream;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      converter = LanguageTag.class,
      description = "Only this language.")
  private @Nullable String language;

  @Option(
      names = "--from-beginning",
      description = "Captions that are there already, too. Default: only those to come.")
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
        stdio.err().printf("waiting for topic %s%s%n", prefix, language == null ? "*" : language);
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
        .<CaptionView>map(size -> new LiveView(stdio.out(), size, languages))
        .orElseGet(() -> new LineView(stdio.out(), stream == null, language == null));
  }
}
