package io.surtitle.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.cli.config.Configuration;
import io.surtitle.event.Caption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A commentator who speaks and a viewer who reads, on a running engine. */
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

  /** Says what is going on, and how to take part. */
  void explain(LoadedModel model) {
    String address = configuration.kafka().get(Configuration.BOOTSTRAP);
    String text = configuration.topics().text();
    List<String> captions = Captioning.captionTopics(configuration, model.languages());
    stdio
        .err()
        .printf(
            """

            page     %s
            Kafka    %s, in this process
            model    %s
            topics   %s -> %s

            Every word is a record. To speak as well, in another terminal:
              surtitle publish --bootstrap %s --stream me
              kafka-console-producer.sh --bootstrap-server %s --topic %s \\
                --property parse.key=true --property key.separator=:   (then: me:what a shot!)

            """,
            viewing.address(),
            address,
            model.describe(),
            text,
            String.join(", ", captions),
            address,
            address,
            text);
  }

  /**
   * Speaks the broadcast and shows all captions, until asked to stop.
   *
   * @param exit whether to end after the last caption of the broadcast
   * @throws FailedException if the engine fails, Kafka refuses a word, or captions stay away
   */
  void play(Broadcast broadcast, Pace pace, List<String> languages, boolean exit)
      throws InterruptedException {
    FutureTask<Long> speech = new FutureTask<>(() -> speak(broadcast, pace));
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

  private long speak(Broadcast broadcast, Pace pace) throws InterruptedException {
    Producer<byte[], byte[]> producer = WordPublisher.producer(configuration);
    try (WordPublisher publisher =
        new WordPublisher(
            producer, configuration.topics().text(), STREAM, pace.clock(), pace.wpm())) {
      publish(producer, broadcast.glossary());
      for (String line : broadcast.lines()) {
        publisher.speak(line);
      }
      publisher.flush();
      return publisher.words();
    }
  }

  /** If it fails, so does the first word. */
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
      CaptionReader reader, FutureTask<Long> speech, Tally tally, CaptionView view, boolean exit)
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
      stdio.err().println(summary + "; the engine goes on, Ctrl-C ends it");
    }
  }

  private static void requireGood(FutureTask<Long> speech, boolean heard)
      throws InterruptedException {
    if (!heard) {
      throw new FailedException(
          "no caption came for %d s, though the broadcast has not ended in every language"
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
        .<CaptionView>map(size -> new LiveView(stdio.out(), size, languages))
        .orElseGet(() -> new LineView(stdio.out(), false, true));
  }
}
