package io.surtitle.cli.broker;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.event.SourceHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes lines to a stream at speaking pace: one record per word, with its media time, and
 * {@code surtitle-end} on the last word of a line.
 */
public final class WordPublisher implements AutoCloseable {
  /** Words per minute of natural speech. */
  public static final int NATURAL = 150;

  private final RecordSender sender;
  private final MediaClock clock;
  private final double wordMillis;
  private double next;
  private long words;

  /**
   * A publisher for one stream.
   *
   * @param wpm words per minute
   */
  WordPublisher(
      Producer<byte[], byte[]> producer, String topic, String stream, MediaClock clock, int wpm) {
    this.sender = new RecordSender(producer, topic, stream, "a word");
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
    sender.check();
  }

  private void send(String word, long pts, boolean last) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(SourceHeaders.PTS, Long.toString(pts));
    if (last) {
      headers.put(SourceHeaders.END, "");
    }
    sender.send(word.getBytes(StandardCharsets.UTF_8), headers);
    words++;
  }

  /** Words published so far. */
  public long words() {
    return words;
  }

  /** Waits until Kafka has acknowledged every word; throws FailedException if it refused one. */
  public void flush() {
    sender.flush();
  }

  @Override
  public void close() {
    sender.close();
  }
}
