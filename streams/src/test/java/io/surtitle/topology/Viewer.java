package io.surtitle.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed captions from their topics' beginning. */
final class Viewer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, List<byte[]>> read = new TreeMap<>();
  private int finals;

  Viewer(Map<String, String> kafka, TopologySettings settings) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", Objects.requireNonNull(kafka.get("bootstrap.servers")));
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    config.put("enable.auto.commit", "false");
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        settings.targets().stream()
            .flatMap(
                language -> consumer.partitionsFor(settings.topics().captions(language)).stream())
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Reads until so many final captions end with a word, and a while longer for what should not
   * come.
   *
   * @return values by language and stream, each in order
   */
  Map<String, List<byte[]>> readUntilLast(String word, int count) {
    Instant patience = Instant.now().plus(PATIENCE);
    while (finals < count && Instant.now().isBefore(patience)) {
      poll(word);
    }
    Instant afterwards = Instant.now().plus(AFTERWARDS);
    while (Instant.now().isBefore(afterwards)) {
      poll(word);
    }
    return read;
  }

  private void poll(String word) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      Caption caption = CaptionJson.decode(record.value());
      String from = caption.language() + " of " + new String(record.key(), UTF_8);
      read.computeIfAbsent(from, unseen -> new ArrayList<>()).add(record.value());
      if (caption.status() == Caption.Status.FINAL && caption.source().endsWith(word)) {
        finals++;
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
