package io.surtitle.benchmarks.load;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A {@code read_committed} consumer of all captions, on a thread of its own. */
public final class Viewer implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int TRIES = 200;
  private static final byte[] FINAL = "\"status\":\"final\"".getBytes(StandardCharsets.US_ASCII);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Latency> latencies = new CopyOnWriteArrayList<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Thread thread;
  private final long epochMicros = System.currentTimeMillis() * 1000 - System.nanoTime() / 1000;
  private volatile boolean closed;
  private @Nullable RuntimeException failure;
  private Seen seen = new Seen(System.nanoTime(), 0, 0);

  /**
   * What was visible at some time.
   *
   * @param nanos the time, on this process's clock
   * @param words source words in all final captions, counted for each language
   * @param captions number of partial and final captions
   */
  public record Seen(long nanos, long words, long captions) {}

  private Viewer(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    thread = new Thread(this::run, "viewer");
    thread.setDaemon(true);
  }

  /** Reads some topics, which must exist, from their beginning. */
  public static Viewer of(String bootstrap, List<String> topics) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "max.poll.records", "10000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> partitions(consumer, topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Viewer viewer = new Viewer(consumer);
    viewer.thread.start();
    return viewer;
  }

  /** Of a topic that may have been created just now, of which the broker tells a little later. */
  private static List<PartitionInfo> partitions(Consumer<?, ?> consumer, String topic) {
    List<PartitionInfo> known = consumer.partitionsFor(topic);
    for (int i = 0; known.isEmpty() && i < TRIES; i++) {
      pause();
      known = consumer.partitionsFor(topic);
    }
    return known;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds a latency measurement from now on. */
  public void measure(Latency latency) {
    latencies.add(latency);
  }

  /** The latest state of what is visible. */
  public synchronized Seen last() {
    if (failure != null) {
      throw new IllegalStateException("the viewer failed: " + failure, failure);
    }
    return seen;
  }

  /** The texts of all final captions by id; the last one of each id. */
  public synchronized Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  private void run() {
    try {
      while (!closed) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          take(records, System.nanoTime());
        }
      }
    } catch (RuntimeException e) {
      fail(e);
    } finally {
      consumer.close();
    }
  }

  private synchronized void fail(RuntimeException e) {
    failure = e;
  }

  private synchronized void take(ConsumerRecords<byte[], byte[]> records, long nanos) {
    long words = seen.words();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      words += take(record, epochMicros + nanos / 1000);
    }
    seen = new Seen(nanos, words, seen.captions() + records.count());
  }

  /** The number of source words if it is a final caption, otherwise 0. */
  private long take(ConsumerRecord<byte[], byte[]> record, long nowMicros) {
    boolean last = isFinal(record.value());
    String stream = new String(record.key(), StandardCharsets.US_ASCII);
    long micros = nowMicros - record.timestamp() * 1000;
    latencies.forEach(each -> each.saw(stream, last, record.timestamp(), micros));
    if (!last) {
      return 0;
    }
    Caption caption = CaptionJson.decode(record.value());
    texts.put(caption.id(), caption.text());
    return caption.source().chars().filter(c -> c == ' ').count() + 1;
  }

  /** Does not parse the whole JSON, which would cost more than everything else. */
  static boolean isFinal(byte[] json) {
    for (int start = 0; start + FINAL.length <= json.length; start++) {
      int i = 0;
      while (i < FINAL.length && json[start + i] == FINAL[i]) {
        i++;
      }
      if (i == FINAL.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
