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

/** Streams that speak at the usual pace, and a viewer of their captions in one language. */
final class Speech implements AutoCloseable {
  private static final Duration WORD = Duration.ofMillis(400);
  private static final List<String> WORDS =
      List.of("the Badgers lead by three points and it is a close game tonight.".split(" "));

  private final ScheduledExecutorService aside = Executors.newScheduledThreadPool(2);
  private final KafkaProducer<byte[], byte[]> speaker;
  private final KafkaConsumer<byte[], byte[]> viewer;
  private final Silence silence = new Silence();
  private final int streams;
  private volatile boolean closing;
  private int said;

  /** Begins to speak into {@code broadcast.text} and to listen to {@code captions.fr}. */
  Speech(String bootstrapServers, int streams) {
    this.streams = streams;
    speaker =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.idempotence", true),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    viewer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    viewer.assign(
        viewer.partitionsFor("captions.fr").stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList());
    viewer.seekToBeginning(viewer.assignment());
    var unusedSpeaking =
        aside.scheduleAtFixedRate(this::speak, 0, WORD.toMillis(), TimeUnit.MILLISECONDS);
    var unusedListening = aside.submit(this::listen);
  }

  private void speak() {
    byte[] word = WORDS.get(said++ % WORDS.size()).getBytes(UTF_8);
    for (int stream = 0; stream < streams; stream++) {
      byte[] id = ("stream-" + stream).getBytes(UTF_8);
      var unused = speaker.send(new ProducerRecord<>("broadcast.text", id, word));
    }
  }

  private void listen() {
    try (viewer) {
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> each : viewer.poll(Duration.ofMillis(50))) {
          heard(new String(each.key(), UTF_8));
        }
      }
    }
  }

  private synchronized void heard(String stream) {
    silence.heard(stream);
  }

  /** The longest time for which any stream's captions stayed away since the last call. */
  synchronized Duration longestSilence() {
    return silence.longest();
  }

  @Override
  public void close() {
    closing = true;
    aside.shutdown();
    speaker.close();
  }
}
