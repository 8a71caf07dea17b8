package io.surtitle.guarantees;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes words of several streams at the pace of speech, and measures gaps in their captions of
 * one language.
 */
final class LiveTraffic implements AutoCloseable {
  private static final Duration WORD = Duration.ofMillis(400);
  private static final List<String> WORDS =
      List.of("the Badgers lead by three points and it is a close game tonight.".split(" "));

  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final CaptionGaps gaps = new CaptionGaps();
  private final int streams;
  private volatile boolean closing;
  private int published;

  /** Begins to publish to {@code broadcast.text} and to read {@code captions.fr}. */
  LiveTraffic(String bootstrapServers, int streams) {
    this.streams = streams;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.idempotence", true),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor("captions.fr").stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
    var unusedPublishing =
        background.scheduleAtFixedRate(this::publish, 0, WORD.toMillis(), TimeUnit.MILLISECONDS);
    var unusedReading = background.submit(this::read);
  }

  private void publish() {
    byte[] word = WORDS.get(published++ % WORDS.size()).getBytes(UTF_8);
    for (int stream = 0; stream < streams; stream++) {
      byte[] id = ("stream-" + stream).getBytes(UTF_8);
      var unused = producer.send(new ProducerRecord<>("broadcast.text", id, word));
    }
  }

  private void read() {
    try (consumer) {
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(50))) {
          add(new String(each.key(), UTF_8));
        }
      }
    }
  }

  private synchronized void add(String stream) {
    gaps.add(stream);
  }

  /** The longest time any stream was without a caption since the last call. */
  synchronized Duration longestGap() {
    return gaps.longest();
  }

  @Override
  public void close() {
    closing = true;
    background.shutdown();
    producer.close();
  }
}
