package io.surtitle.gateway;

import io.surtitle.event.CaptionJson;
import io.surtitle.event.CaptionTopics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

  private final Consumer<byte[], byte[]> consumer;
  private final GatewaySettings settings;
  private final CaptionTopics captions;
  private final Transcripts transcripts;
  private final InstantSource clock;
  private final java.util.function.Consumer<KafkaException> failed;
  private final Thread thread = new Thread(this::run, "surtitle-feed");

  /** Where each partition ended when it was found: what lies before is history. */
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  private long refreshed = Long.MIN_VALUE;
  private volatile boolean ready;
  private volatile boolean closed;

  /**
   * A feed of committed captions.
   *
   * @param consumer closed with this
   * @param failed told why, when nothing can be read any more
   */
  CaptionFeed(
      Consumer<byte[], byte[]> consumer,
      GatewaySettings settings,
      Transcripts transcripts,
      InstantSource clock,
      java.util.function.Consumer<KafkaException> failed) {
    this.consumer = consumer;
    this.settings = settings;
    this.captions = new CaptionTopics(settings.topicPrefix());
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
    try (consumer) {
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
      refresh();
      Set<Transcript> news = new HashSet<>();
      if (ends.isEmpty()) {
        pause(POLL);
      } else {
        consumer.poll(POLL).forEach(each -> take(each).ifPresent(news::add));
      }
      news.forEach(transcript -> transcript.viewers().forEach(Viewer::wake));
      ready = ready || caughtUp();
    } catch (RetriableException e) {
      LOG.warn("captions cannot be read just now: {}", e.toString());
      pause(RETRY);
    }
  }

  private Optional<Transcript> take(ConsumerRecord<byte[], byte[]> message) {
    byte @Nullable [] value = message.value();
    if (value == null) {
      return Optional.empty();
    }
    TopicPartition partition = new TopicPartition(message.topic(), message.partition());
    try {
      return transcripts.add(
          CaptionJson.decode(value),
          message.offset(),
          message.timestamp(),
          message.offset() >= ends.getOrDefault(partition, 0L));
    } catch (IllegalArgumentException e) {
      LOG.warn("{} offset {} is passed over: {}", partition, message.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Looks for topics that have come or gone, now and then. */
  private void refresh() {
    long now = clock.millis();
    if (refreshed + REFRESH.toMillis() > now && refreshed <= now) {
      return;
    }
    refreshed = now;
    transcripts.tidy();
    Set<TopicPartition> found = partitions();
    if (!found.equals(ends.keySet())) {
      Set<TopicPartition> added = new HashSet<>(found);
      added.removeAll(ends.keySet());
      ends.keySet().retainAll(found);
      consumer.assign(found);
      begin(added, now - settings.history().toMillis());
    }
  }

  private Set<TopicPartition> partitions() {
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> captions.language(topic.getKey()).isPresent())
        .flatMap(topic -> topic.getValue().stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .collect(Collectors.toSet());
  }

  private void begin(Set<TopicPartition> added, long from) {
    ends.putAll(consumer.endOffsets(added));
    added.forEach(partition -> captions.language(partition.topic()).ifPresent(transcripts::expect));
    Map<TopicPartition, Long> times = new HashMap<>();
    added.forEach(partition -> times.put(partition, from));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    for (TopicPartition partition : added) {
      OffsetAndTimestamp start = starts.get(partition); // null where nothing is as young
      consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
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
      thread.join(RETRY.multipliedBy(2).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
