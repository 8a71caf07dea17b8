package io.surtitle.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.cli.broker.CaptionReader;
import io.surtitle.cli.broker.WordPublisher;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.Failures;
import io.surtitle.cli.terminal.CaptionView;
import io.surtitle.cli.terminal.LineView;
import io.surtitle.cli.terminal.LiveView;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.Captioning;
import io.surtitle.cli.wiring.LoadedModels;
import io.surtitle.cli.wiring.Stop;
import io.surtitle.cli.wiring.Viewing;
import io.surtitle.event.Caption;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes the demo broadcast to a running engine and shows its captions. */
final class Demo {
  private static final String STREAM = "demo";
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Stdio stdio;
  private final Configuration configuration;
  private final Captioning captioning;
  private final Viewing viewing;
  private final Stop stop;

  Demo(
      Stdio stdio, Configuration configuration, Captioning captioning, Viewing viewing, Stop stop) {
    this.stdio = stdio;
    this.configuration = configuration;
    this.captioning = captioning;
    this.viewing = viewing;
    this.stop = stop;
  }

  /** Prints the addresses and topics, and how to publish text of one's own. */
  void explain(LoadedModels models) {
    String address = configuration.kafka().get(Configuration.BOOTSTRAP);
    String text = configuration.topics().text();
    stdio
        .err()
        .printf(
            """

            page     %s
            Kafka    %s, in this process
            models   %s
            topics   %s -> %s followed by
                     %s

            Every word is a record. To publish your own text, run in another terminal:
              surtitle publish --bootstrap %s --stream me
              kafka-console-producer.sh --bootstrap-server %s --topic %s \\
                --property parse.key=true --property key.separator=:   (then: me:what a shot!)

            """,
            viewing.address(),
            address,
            String.join("\n         ", models.descriptions()),
            text,
            configuration.topics().captions(),
            String.join(" ", models.languages()),
            address,
            address,
            text);
  }

  /**
   * Publishes the broadcast and shows all captions until {@code stop} is requested.
   *
   * @param exit whether to return after the last caption of the broadcast
   * @throws FailedException if the engine fails, Kafka refuses a record, or no caption arrives
   */
  void play(Broadcast broadcast, List<String> languages, boolean exit) throws InterruptedException {
    FutureTask<Boolean> speech = new FutureTask<>(() -> speak(broadcast));
    Thread speaker = new Thread(speech, "surtitle-speaker");
    speaker.setDaemon(true);
    List<String> topics = Captioning.captionTopics(configuration, languages);
    try (CaptionReader reader = CaptionReader.ofAll(configuration, topics)) {
      speaker.start();
      watch(reader, speech, new Tally(broadcast, STREAM, languages), view(languages), exit);
    } finally {
      speaker.interrupt();
    }
    captioning.check();
    viewing.check();
  }

  private boolean speak(Broadcast broadcast) throws IOException, InterruptedException {
    try (Producer<byte[], byte[]> producer = WordPublisher.producer(configuration)) {
      publish(producer, broadcast.glossary());
    }
    broadcast.send(configuration, STREAM);
    return true;
  }

  /** Ignores a failure: the first record fails for the same reason. */
  private void publish(Producer<byte[], byte[]> producer, String glossary) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                configuration.topics().glossary(),
                STREAM.getBytes(UTF_8),
                glossary.getBytes(UTF_8)));
    producer.flush();
  }

  private void watch(
      CaptionReader reader, FutureTask<Boolean> speech, Tally tally, CaptionView view, boolean exit)
      throws InterruptedException {
    Instant start = Instant.now();
    Instant heard = start;
    boolean over = false;
    while (!stop.requested() && !(over && exit)) {
      List<Caption> captions = reader.poll(POLL);
      captions.forEach(view::show);
      captions.forEach(tally::count);
      heard = captions.isEmpty() && speech.isDone() ? heard : Instant.now();
      if (!over && tally.complete()) {
        over = true;
        view.finish();
        sumUp(tally.summary(Duration.between(start, Instant.now())), exit);
      }
      requireGood(speech, over || heard.plus(PATIENCE).isAfter(Instant.now()));
    }
    view.finish();
  }

  private void sumUp(String summary, boolean exit) {
    if (exit) {
      stdio.out().println(summary);
      stdio.out().flush();
    } else {
      stdio.err().println(summary + "; the engine keeps running, press Ctrl-C to stop it");
    }
  }

  private static void requireGood(FutureTask<Boolean> speech, boolean heard)
      throws InterruptedException {
    if (!heard) {
      throw new FailedException(
          "no caption arrived for %d s, but the broadcast has not ended in every language"
              .formatted(PATIENCE.toSeconds()));
    }
    if (speech.isDone()) {
      try {
        speech.get();
      } catch (ExecutionException e) {
        throw new FailedException(Failures.reason(e), e);
      }
    }
  }

  private CaptionView view(List<String> languages) {
    return stdio
        .screen()
        .<CaptionView>map(
            size -> new LiveView(stdio.out(), size, languages, "on the page or with --to"))
        .orElseGet(() -> new LineView(stdio.out(), false, true));
  }
}
