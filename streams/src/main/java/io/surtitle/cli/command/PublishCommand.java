package io.surtitle.cli.command;

import io.surtitle.cli.broker.Cluster;
import io.surtitle.cli.broker.WordPublisher;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.terminal.LinePart;
import io.surtitle.cli.terminal.ReadyLines;
import io.surtitle.cli.terminal.Stdio;
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

/** {@code surtitle publish}: sends text to a stream at speaking pace. */
@Command(
    name = "publish",
    description = {
      "Sends text to Kafka word by word at speaking pace. Each line ends an utterance.",
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
      description = "Stream id, the key of its records.")
  private String stream = "";

  @Option(
      names = "--wpm",
      paramLabel = "N",
      defaultValue = "150",
      converter = WordsPerMinute.class,
      description =
          "Words per minute, at most 100000; 0 to send as fast as Kafka accepts."
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
    Configuration configuration = kafka.configuration();
    requireTopic(configuration);
    try (InputStream in = open();
        WordPublisher publisher =
            WordPublisher.paced(
                WordPublisher.producer(configuration),
                configuration.topics().text(),
                stream,
                wpm)) {
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
            "topic %s does not exist at %s; 'surtitle run' creates it"
                .formatted(topic, cluster.address()));
      }
    }
  }

  private InputStream open() throws IOException {
    return file == null ? stdio.in() : Files.newInputStream(file);
  }
}
