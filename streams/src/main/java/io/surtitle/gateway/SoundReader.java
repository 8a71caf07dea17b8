package io.surtitle.gateway;

import io.surtitle.event.AudioSource;
import io.surtitle.event.Decoded;
import io.surtitle.event.Pcm;
import io.surtitle.kafka.LastHeaders;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the samples of one stream from the audio topic, from a moment ago on. */
final class SoundReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AudioSource source;
  private final byte[] key;
  private final Deque<Pcm> read = new ArrayDeque<>();

  /**
   * A reader that begins with what is appended from now on.
   *
   * @param consumer closed with this
   * @param key the records' key, which is the stream's id
   */
  SoundReader(KafkaConsumer<byte[], byte[]> consumer, AudioSource source, byte[] key) {
    this.consumer = consumer;
    this.source = source;
    this.key = key.clone();
    consumer.assign(
        consumer.partitionsFor(source.topic()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList());
    consumer.seekToEnd(consumer.assignment());
  }

  /** Goes back to what was appended since a time, in milliseconds since the epoch. */
  void goBack(long time) {
    Map<TopicPartition, Long> times = new HashMap<>();
    consumer.assignment().forEach(partition -> times.put(partition, time));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) -> {
              if (found != null) { // null where nothing was appended since
                consumer.seek(partition, found.offset());
              }
            });
  }

  /** The next samples, of which there is at least one; null if there are none until it is over. */
  @Nullable Pcm next(BooleanSupplier over) {
    while (read.isEmpty() && !over.getAsBoolean()) {
      consumer.poll(POLL).forEach(this::take);
    }
    return read.poll();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (Arrays.equals(record.key(), key)
        && source.decode(record.key(), record.value(), LastHeaders.of(record.headers()))
            instanceof Decoded.Accepted<Pcm> accepted
        && accepted.arrival().content().size() > 0) {
      read.add(accepted.arrival().content());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
