package io.surtitle.cli;

import io.surtitle.cli.config.Configuration;
import io.surtitle.event.TextHeaders;
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
 * Speaks lines into a stream: a record for each word, with its media time, and {@code surtitle-end}
 * on the last word of a line.
 */
final class WordPublisher implements AutoCloseable {
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
   * @param wpm words a minute
   */
  WordPublisher(
      Producer<byte[], byte[]> producer, String topic, String stream, MediaClock clock, int wpm) {
    this.producer = producer;
    this.topic = topic;
    this.stream = stream.getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
    this.wordMillis = 60_000.0 / wpm;
  }

  /** An idempotent producer with the configuration's Kafka properties. */
  static Producer<byte[], byte[]> producer(Configuration configuration) {
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
   * Speaks a whole line: the other {@code speak}.
   *
   * @throws FailedException if Kafka did not take a word
   */
  void speak(String line) throws InterruptedException {
    speak(line, true);
  }

  /**
   * Speaks a line, or a part of one, word by word; a blank line is no line.
   *
   * @param ends whether the line, and so its utterance, ends with it
   * @throws FailedException if Kafka did not take a word
   */
  void speak(String line, boolean ends) throws InterruptedException {
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
    sent.headers().add(TextHeaders.PTS, Long.toString(pts).getBytes(StandardCharsets.UTF_8));
    if (last) {
      sent.headers().add(TextHeaders.END, NOTHING);
    }
    Future<?> unused = producer.send(sent, (metadata, problem) -> note(problem));
    words++;
  }

  private void note(@Nullable Exception problem) {
    if (problem != null) {
      failure.compareAndSet(null, problem);
    }
  }

  /** Words spoken so far. */
  long words() {
    return words;
  }

  /** Waits until Kafka has every word; throws FailedException if it did not take one. */
  void flush() {
    producer.flush();
    check();
  }

  private void check() {
    Exception problem = failure.get();
    if (problem != null) {
      String reason = Refusal.sentence("Kafka", problem).orElseGet(() -> Failures.oneLine(problem));
      throw new FailedException(
          "Kafka did not take a word for %s: %s".formatted(topic, reason), problem);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
