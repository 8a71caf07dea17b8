package io.surtitle.cli.broker;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.Failures;
import io.surtitle.cli.failure.Refusal;
import io.surtitle.event.SourceHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes lines to a stream at speaking pace: one record per word, with its media time, and
 * {@code surtitle-end} on the last word of a line.
 */
public final class WordPublisher implements AutoCloseable {
  /** Words per minute of natural speech. */
  private static final int NATURAL = 150;

  private static final byte[] NOTHING = {};

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final byte[] stream;
  private final MediaClock clock;
  private final double wordMillis;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private double next;
  private long words;

  /**
   * A publisher for one stream.
   *
   * @param wpm words per minute
   */
  WordPublisher(
      Producer<byte[], byte[]> producer, String topic, String stream, MediaClock clock, int wpm) {
    this.producer = producer;
    this.topic = topic;
    this.stream = stream.getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
    this.wordMillis = 60_000.0 / wpm;
  }

  /**
   * A publisher for one stream.
   *
   * @param wpm words per minute; 0 to send without waiting, with the media times of natural speech
   */
  public static WordPublisher paced(
      Producer<byte[], byte[]> producer, String topic, String stream, int wpm) {
    return wpm == 0
        ? new WordPublisher(producer, topic, stream, MediaClock.rushing(), NATURAL)
        : new WordPublisher(producer, topic, stream, MediaClock.live(), wpm);
  }

  /** An idempotent producer with the configuration's Kafka properties. */
  public static Producer<byte[], byte[]> producer(Configuration configuration) {
    Map<String, Object> properties = new HashMap<>(configuration.kafka());
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Publishes a line that ends an utterance.
   *
   * @throws FailedException if Kafka refused a word
   */
  public void speak(String line) throws InterruptedException {
    speak(line, true);
  }

  /**
   * Publishes a line, or a part of one, word by word; a blank line publishes nothing.
   *
   * @param ends whether the last word ends the utterance
   * @throws FailedException if Kafka refused a word
   */
  public void speak(String line, boolean ends) throws InterruptedException {
    List<String> spoken =
        Arrays.stream(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    for (int i = 0; i < spoken.size(); i++) {
      next = Math.max(next, (double) clock.now());
      clock.await((long) next);
      send(spoken.get(i), (long) next, ends && i == spoken.size() - 1);
      next += wordMillis;
    }
    check();
  }

  private void send(String word, long pts, boolean last) {
    byte[] text = word.getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(topic, stream, text);
    sent.headers().add(SourceHeaders.PTS, Long.toString(pts).getBytes(StandardCharsets.UTF_8));
    if (last) {
      sent.headers().add(SourceHeaders.END, NOTHING);
    }
    Future<?> unused = producer.send(sent, (metadata, problem) -> note(problem));
    words++;
  }

  private void note(@Nullable Exception problem) {
    if (problem != null) {
      failure.compareAndSet(null, problem);
    }
  }

  /** Words published so far. */
  public long words() {
    return words;
  }

  /** Waits until Kafka has acknowledged every word; throws FailedException if it refused one. */
  public void flush() {
    producer.flush();
    check();
  }

  private void check() {
    Exception problem = failure.get();
    if (problem != null) {
      String reason = Refusal.sentence("Kafka", problem).orElseGet(() -> Failures.oneLine(problem));
      throw new FailedException(
          "Kafka refused a word for topic %s: %s".formatted(topic, reason), problem);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
