package io.surtitle.gateway;

import io.surtitle.event.CaptionJson;
import io.surtitle.gateway.CaptionTopics.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all caption topics, those that come later too, from as far back as the history goes. It
 * belongs to no consumer group: every gateway reads everything.
 */
final class CaptionFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaptionFeed.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration REFRESH = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** A partition of which nothing comes for so long does not hold back the others of its topic. */
  private static final Duration STUCK = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final CaptionTopics cluster;
  private final GatewaySettings settings;
  private final Transcripts transcripts;
  private final InstantSource clock;
  private final java.util.function.Consumer<KafkaException> failed;
  private final Thread thread = new Thread(this::run, "surtitle-feed");

  private final InTimeOrder order = new InTimeOrder();
  private final Map<String, Topic> topics = new HashMap<>();

  /** Where each partition ended when it was found: what lies before is history. */
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  /** Partitions that are still read from behind, and since when nothing has come of any. */
  private final Map<TopicPartition, Long> behind = new HashMap<>();

  /** The last message that was read of each partition. */
  private final Map<TopicPartition, Long> offsets = new HashMap<>();

  private long refreshed = Long.MIN_VALUE;
  private volatile boolean ready;
  private volatile boolean closed;

  /**
   * A feed of committed captions.
   *
   * @param consumer closed with this
   * @param cluster which topics there are, closed with this
   * @param failed told why, when nothing can be read any more
   */
  CaptionFeed(
      Consumer<byte[], byte[]> consumer,
      CaptionTopics cluster,
      GatewaySettings settings,
      Transcripts transcripts,
      InstantSource clock,
      java.util.function.Consumer<KafkaException> failed) {
    this.consumer = consumer;
    this.cluster = cluster;
    this.settings = settings;
    this.transcripts = transcripts;
    this.clock = clock;
    this.failed = failed;
  }

  void start() {
    thread.start();
  }

  /** Whether the captions from before the start have all been read. */
  boolean ready() {
    return ready;
  }

  private void run() {
    try (consumer; cluster) {
      while (!closed) {
        round();
      }
    } catch (WakeupException | InterruptException e) {
      LOG.debug("the feed is closed");
    } catch (KafkaException e) {
      LOG.error("captions cannot be read any more: {}", e.toString());
      ready = false;
      failed.accept(e);
    }
  }

  private void round() {
    try {
      refresh(false);
      if (ends.isEmpty()) {
        pause(POLL);
      } else {
        read();
      }
      ready = ready || caughtUp();
    } catch (RetriableException e) {
      LOG.warn("captions cannot be read just now: {}", e.toString());
      pause(RETRY);
    }
  }

  private void read() {
    ConsumerRecords<byte[], byte[]> messages = consumer.poll(POLL);
    if (goesBack(messages)) {
      refresh(true);
    }
    messages.partitions().stream()
        .filter(ends::containsKey)
        .forEach(each -> read(each, messages.records(each)));
    order.full().forEach(this::isHeard);
    behind.entrySet().removeIf(each -> isDone(each.getKey(), each.getValue()));
    Set<Transcript> news = new HashSet<>();
    order.take(behind.keySet()).forEach(each -> take(each).ifPresent(news::add));
    consumer.resume(consumer.paused());
    consumer.pause(order.full());
    news.forEach(transcript -> transcript.viewers().forEach(Viewer::wake));
  }

  private void read(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> messages) {
    long next = consumer.position(partition);
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      if (message.offset() < next) { // or it will be read again
        offsets.put(partition, message.offset());
        order.add(message);
      }
    }
    isHeard(partition);
  }

  private void isHeard(TopicPartition partition) {
    behind.computeIfPresent(partition, (key, since) -> clock.millis());
  }

  /** Whether an offset comes again: a topic may have been recreated. */
  private boolean goesBack(ConsumerRecords<byte[], byte[]> messages) {
    return messages.partitions().stream()
        .anyMatch(
            each ->
                messages.records(each).get(0).offset() <= offsets.getOrDefault(each, -1L));
  }

  /** Whether a partition is read to where it ended, or nobody can say when it will be. */
  private boolean isDone(TopicPartition partition, long since) {
    return consumer.position(partition) >= ends.getOrDefault(partition, 0L)
        || clock.millis() - since > STUCK.toMillis();
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> message) {
    return new TopicPartition(message.topic(), message.partition());
  }

  private Optional<Transcript> take(ConsumerRecord<byte[], byte[]> message) {
    byte @Nullable [] value = message.value();
    Topic topic = topics.get(message.topic());
    if (value == null || topic == null) {
      return Optional.empty();
    }
    TopicPartition partition = partition(message);
    try {
      return transcripts.add(
          CaptionJson.decode(value),
          new EventId(
              message.offset(), message.timestamp(), message.partition(), topic.hash()),
          message.offset() >= ends.getOrDefault(partition, 0L));
    } catch (IllegalArgumentException e) {
      LOG.warn("{} offset {} is passed over: {}", partition, message.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Looks for topics that have come or gone, now and then, or at once. */
  private void refresh(boolean atOnce) {
    long now = clock.millis();
    if (!atOnce && refreshed + REFRESH.toMillis() > now && refreshed <= now) {
      return;
    }
    refreshed = now;
    transcripts.tidy();
    Map<String, Topic> found = cluster.find();
    Set<TopicPartition> same = new HashSet<>();
    Set<TopicPartition> all = new HashSet<>();
    for (Topic topic : found.values()) {
      all.addAll(topic.all());
      if (isKnown(topic)) {
        same.addAll(topic.all());
      }
    }
    topics.clear();
    topics.putAll(found);
    same.retainAll(ends.keySet());
    if (!all.equals(same) || !all.equals(ends.keySet())) {
      change(all, same, now);
    }
  }

  /** Whether it is the topic that had its name before, perhaps with more partitions. */
  private boolean isKnown(Topic topic) {
    Topic known = topics.get(topic.name());
    if (known != null && !known.id().equals(topic.id())) {
      LOG.info("topic {} was recreated and is read from its beginning", topic.name());
    }
    return known != null && known.id().equals(topic.id());
  }

  /** Reads all partitions, of which the same were read before. */
  private void change(Set<TopicPartition> all, Set<TopicPartition> same, long now) {
    Set<TopicPartition> gone = new HashSet<>(ends.keySet());
    gone.removeAll(same);
    order.forget(gone);
    List.of(ends, behind, offsets).forEach(each -> each.keySet().removeAll(gone));
    consumer.assign(all);
    Set<TopicPartition> added = new HashSet<>(all);
    added.removeAll(same);
    begin(added, now);
  }

  private void begin(Set<TopicPartition> added, long now) {
    long from = now - settings.history().toMillis();
    ends.putAll(consumer.endOffsets(added));
    int prefix = settings.topicPrefix().length();
    added.forEach(partition -> transcripts.expect(partition.topic().substring(prefix)));
    Map<TopicPartition, Long> times = new HashMap<>();
    added.forEach(partition -> times.put(partition, from));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    for (TopicPartition partition : added) {
      OffsetAndTimestamp start = starts.get(partition); // null where nothing is as young
      consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
      behind.put(partition, now);
    }
  }

  private boolean caughtUp() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(RETRY.multipliedBy(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
