package io.surtitle.topology;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The French captions and the dead letters of an engine, as far as they were read. */
final class EngineOutput implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final List<Caption> captions = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
  private final TopicNames topics;
  private final KafkaConsumer<byte[], byte[]> consumer;

  EngineOutput(String servers, TopicNames topics) {
    this.topics = topics;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", servers,
                "group.id", "viewer",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  void subscribe() {
    consumer.subscribe(List.of(topics.captions("fr"), topics.deadLetters()));
  }

  List<ConsumerRecord<byte[], byte[]>> letters() {
    return letters;
  }

  ConsumerRecord<byte[], byte[]> letter(int index) {
    return letters.get(index);
  }

  /** Reads on, and tells whether there is a final caption of this text. */
  boolean said(String source) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (record.topic().equals(topics.captions("fr"))) {
        captions.add(CaptionJson.decode(record.value()));
      } else {
        letters.add(record);
      }
    }
    return captions.stream()
        .anyMatch(each -> each.source().equals(source) && each.status() == Caption.Status.FINAL);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
