package io.surtitle.cli.broker;

import io.surtitle.cli.config.Configuration;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.gateway.CommittedCaptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the committed captions of all partitions of some topics, without a consumer group. */
public final class CaptionReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaptionReader.class);

  private final Consumer<byte[], byte[]> consumer;

  private CaptionReader(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** A reader of existing and new captions. */
  public static CaptionReader ofAll(Configuration configuration, Collection<String> topics) {
    CaptionReader reader = of(configuration, topics);
    reader.consumer.seekToBeginning(reader.consumer.assignment());
    return reader;
  }

  /** A reader of new captions. */
  public static CaptionReader ofNew(Configuration configuration, Collection<String> topics) {
    CaptionReader reader = of(configuration, topics);
    reader.consumer.seekToEnd(reader.consumer.assignment());
    // Seeking is lazy: asking for a position fixes the end offset now.
    reader.consumer.assignment().forEach(reader.consumer::position);
    return reader;
  }

  private static CaptionReader of(Configuration configuration, Collection<String> topics) {
    Consumer<byte[], byte[]> consumer = CommittedCaptions.consumer(configuration.kafka(), Map.of());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    return new CaptionReader(consumer);
  }

  /** Captions since the last call; waits at most {@code patience} for the first. */
  public List<Caption> poll(Duration patience) {
    List<Caption> captions = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : consumer.poll(patience)) {
      if (each.value() != null) {
        decode(each, captions);
      }
    }
    return captions;
  }

  private static void decode(ConsumerRecord<byte[], byte[]> each, List<Caption> captions) {
    try {
      captions.add(CaptionJson.decode(each.value()));
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "Skipping {}-{} offset {}: not a caption", each.topic(), each.partition(), each.offset());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
