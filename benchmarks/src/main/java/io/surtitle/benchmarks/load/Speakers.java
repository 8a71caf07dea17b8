package io.surtitle.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends the records of many streams: words, or parts of a recording. */
public final class Speakers implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final Material material;
  private final String topic;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** Speakers on a topic. */
  public Speakers(String bootstrap, Material material, String topic) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.material = material;
    this.topic = topic;
  }

  /**
   * Sends some words of each stream at once: one word of all, then the next, ...
   *
   * @param from index of the first of them
   */
  public void all(String prefix, int streams, int from, int words) {
    long now = System.currentTimeMillis();
    for (int word = from; word < from + words; word++) {
      for (int stream = 0; stream < streams; stream++) {
        send(prefix, stream, word, now);
      }
    }
    finish();
  }

  /**
   * Sends words at a steady pace, each stream with its own phase. A word carries the time at which
   * it was due, so the latency of a late word counts from then.
   *
   * @param from index of the first word of each stream
   * @param wordNanos from one word of a stream to its next
   * @return how many words were sent, and when the first and the last were due
   */
  public Spoken atPace(String prefix, int streams, int from, int words, long wordNanos)
      throws InterruptedException {
    long[] phases = new Random(streams).longs(streams, 0, wordNanos).toArray();
    int[] order =
        IntStream.range(0, streams)
            .boxed()
            .sorted((a, b) -> Long.compare(phases[a], phases[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    long startMs = System.currentTimeMillis();
    long start = System.nanoTime();
    for (int word = 0; word < words; word++) {
      for (int stream : order) {
        long due = phases[stream] + word * wordNanos;
        await(start + due);
        send(prefix, stream, from + word, startMs + TimeUnit.NANOSECONDS.toMillis(due));
      }
    }
    finish();
    long endMs = startMs + TimeUnit.NANOSECONDS.toMillis(words * wordNanos);
    return new Spoken((long) streams * words, startMs, endMs);
  }

  /**
   * The words that were sent.
   *
   * @param words total number
   * @param startMs no word was due earlier, milliseconds since the epoch
   * @param endMs every word was due before
   */
  public record Spoken(long words, long startMs, long endMs) {}

  private static void await(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private void send(String prefix, int stream, int word, long timestamp) {
    byte[] key = (prefix + stream).getBytes(StandardCharsets.US_ASCII);
    byte[] value = material.value(stream, word);
    Future<?> unused =
        producer.send(
            new ProducerRecord<>(
                topic, null, timestamp, key, value, material.headers(stream, word)),
            (metadata, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
            });
  }

  private void finish() {
    producer.flush();
    Exception problem = failure.get();
    if (problem != null) {
      throw new IllegalStateException("Kafka did not accept a record for " + topic, problem);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
