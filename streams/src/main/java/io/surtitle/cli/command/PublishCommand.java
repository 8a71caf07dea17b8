package io.surtitle.cli.command;

import io.surtitle.cli.audio.Microphone;
import io.surtitle.cli.audio.Recording;
import io.surtitle.cli.audio.Recordings;
import io.surtitle.cli.broker.AudioPublisher;
import io.surtitle.cli.broker.Cluster;
import io.surtitle.cli.broker.WordPublisher;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.UsageException;
import io.surtitle.cli.terminal.LinePart;
import io.surtitle.cli.terminal.ProgressLine;
import io.surtitle.cli.terminal.ReadyLines;
import io.surtitle.cli.terminal.Stdio;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code surtitle publish}: sends text or sound to a stream at the pace of speech. */
@Command(
    name = "publish",
    description = {
      "Sends text to Kafka word by word at speaking pace. Each line ends an utterance.",
      "",
      "With --audio or --microphone it sends sound to the topic of audio instead, in records of"
          + " 100 ms, each when it would have been heard.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  surtitle publish --stream game-1 --wpm 170 commentary.txt",
      "  surtitle publish --stream game-1 --audio commentary.flac",
      "  ffmpeg -v error -i rtmp://host/game -f wav - | surtitle publish --stream game-1 --audio -"
    })
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
      converter = WordsPerMinute.class,
      description =
          "Words per minute, at most 100000; 0 to send as fast as Kafka accepts."
              + " Default: 150.")
  private @Nullable Integer wpm;

  @Option(
      names = "--audio",
      paramLabel = "FILE",
      converter = AudioFile.class,
      description =
          "A recording: WAV or FLAC, or whatever an installed ffmpeg reads; - for standard input.")
  private @Nullable Path audio;

  @Option(names = "--microphone", description = "The microphone, until the command is stopped.")
  private boolean microphone;

  @Option(names = "--fast", description = "Send a recording as fast as Kafka accepts.")
  private boolean fast;

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
    refuseMixtures();
    Configuration configuration = kafka.configuration();
    if (audio != null || microphone) {
      requireTopic(configuration, configuration.topics().audio(), " with a bundle that hears");
      play(configuration);
    } else {
      requireTopic(configuration, configuration.topics().text(), "");
      speak(configuration);
    }
    return 0;
  }

  private void refuseMixtures() {
    boolean sound = audio != null || microphone;
    if (audio != null && microphone) {
      throw new UsageException("give either --audio or --microphone");
    }
    if (sound && (file != null || wpm != null)) {
      throw new UsageException("a file of text and --wpm do not go with sound");
    }
    if (fast && audio == null) {
      throw new UsageException("--fast is for --audio; text has --wpm 0");
    }
  }

  private void speak(Configuration configuration) throws IOException, InterruptedException {
    int pace = wpm == null ? WordPublisher.NATURAL : wpm;
    try (InputStream in = file == null ? stdio.in() : Files.newInputStream(file);
        WordPublisher publisher =
            WordPublisher.paced(
                WordPublisher.producer(configuration),
                configuration.topics().text(),
                stream,
                pace)) {
      speak(new ReadyLines(in), publisher);
      stdio.err().printf("sent %d words to stream %s%n", publisher.words(), stream);
    }
  }

  private void play(Configuration configuration) throws IOException, InterruptedException {
    String topic = configuration.topics().audio();
    try (Recording recording = recording();
        AudioPublisher publisher =
            AudioPublisher.of(WordPublisher.producer(configuration), topic, stream, fast)) {
      play(recording, publisher);
      stdio.err().printf("sent %s of audio to stream %s%n", time(recording.position()), stream);
    }
  }

  private void play(Recording recording, AudioPublisher publisher)
      throws IOException, InterruptedException {
    OptionalLong length = recording.length();
    String all = length.isPresent() ? " of " + time(length.getAsLong()) : "";
    try (ProgressLine line = new ProgressLine(stdio)) {
      publisher.play(recording, millis -> line.show("sent " + time(millis) + all));
    }
  }

  private Recording recording() throws IOException {
    if (audio == null) {
      return Microphone.open();
    }
    return audio.equals(AudioFile.STANDARD_INPUT)
        ? Recordings.open(stdio.in(), "standard input")
        : Recordings.open(audio);
  }

  /** Minutes and seconds. */
  private static String time(long millis) {
    Duration time = Duration.ofMillis(millis);
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }

  private static void speak(ReadyLines lines, WordPublisher publisher)
      throws IOException, InterruptedException {
    for (List<LinePart> read = lines.next(1); !read.isEmpty(); read = lines.next(1)) {
      publisher.speak(read.get(0).text(), read.get(0).ends());
    }
    publisher.flush();
  }

  private static void requireTopic(Configuration configuration, String topic, String with) {
    try (Cluster cluster = Cluster.of(configuration)) {
      if (!cluster.has(topic)) {
        throw new FailedException(
            "topic %s does not exist at %s; 'surtitle run'%s creates it"
                .formatted(topic, cluster.address(), with));
      }
    }
  }
}
