package io.surtitle.cli;

import io.surtitle.cli.config.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code surtitle publish}: speaks text into a stream. */
@Command(
    name = "publish",
    description = {
      "Sends text to Kafka word by word, paced like speech. An utterance ends with each line.",
      ""
    },
    footer = {"", "Example:", "  surtitle publish --stream game-1 --wpm 170 commentary.txt"})
final class PublishCommand implements Callable<Integer> {
  private final Stdio stdio;

  @Option(
      names = "--stream",
      required = true,
      paramLabel = "ID",
      converter = StreamId.class,
      description = "Id of the stream, the key of its records.")
  private String stream = "";

  @Option(
      names = "--wpm",
      paramLabel = "N",
      defaultValue = "150",
      converter = Pace.WordsPerMinute.class,
      description =
          "Words a minute, up to 100000; 0 for as fast as Kafka takes them."
              + " Default: ${DEFAULT-VALUE}.")
  private int wpm;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      converter = ReadableFile.class,
      description = "UTF-8 text. Default: standard input.")
  private @Nullable Path file;

  PublishCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Pace pace = Pace.of(wpm);
    Configuration configuration = kafka.configuration();
    requireTopic(configuration);
    try (InputStream in = open();
        WordPublisher publisher =
            new WordPublisher(
                WordPublisher.producer(configuration),
                configuration.topics().text(),
                stream,
                pace.clock(),
                pace.wpm())) {
      speak(new ReadyLines(in), publisher);
      stdio.err().printf("sent %d words to stream %s%n", publisher.words(), stream);
    }
    return 0;
  }

  private static void speak(ReadyLines lines, WordPublisher publisher)
      throws IOException, InterruptedException {
    for (List<LinePart> read = lines.next(1); !read.isEmpty(); read = lines.next(1)) {
      publisher.speak(read.get(0).text(), read.get(0).ends());
    }
    publisher.flush();
  }

  private static void requireTopic(Configuration configuration) {
    String topic = configuration.topics().text();
    try (Cluster cluster = Cluster.of(configuration)) {
      if (!cluster.has(topic)) {
        throw new FailedException(
            "there is no topic %s at %s; 'surtitle run' creates it"
                .formatted(topic, cluster.address()));
      }
    }
  }

  private InputStream open() throws IOException {
    return file == null ? stdio.in() : Files.newInputStream(file);
  }
}
