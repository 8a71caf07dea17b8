package io.surtitle.gateway;

import io.surtitle.event.CaptionJson;
import io.surtitle.gateway.TopicCatalog.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all caption topics, including those created later, from as far back as the history goes. It
 * belongs to no consumer group: every gateway reads everything.
 */
final class CaptionFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaptionFeed.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration REFRESH = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicCatalog cluster;
  private final GatewaySettings settings;
  private final Transcripts transcripts;
  private final InstantSource clock;
  private final java.util.function.Consumer<KafkaException> failed;
  private final Thread thread = new Thread(this::run, "surtitle-feed");
  private final CaptionPartitions partitions;
  private final Map<String, Topic> topics = new HashMap<>();
  private long refreshed = Long.MIN_VALUE;
  private volatile boolean ready;
  private volatile boolean closed;

  /**
   * A feed of committed captions.
   *
   * @param consumer closed with this
   * @param cluster the topics of the cluster; closed with this
   * @param failed called with the cause when reading has failed for good
   */
  CaptionFeed(
      Consumer<byte[], byte[]> consumer,
      TopicCatalog cluster,
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
    this.partitions = new CaptionPartitions(consumer, clock);
  }

  void start() {
    thread.start();
  }

  /** Whether the captions from before the start have all been read. */
  boolean ready() {
    return ready;
  }

  private void run() {
    try (consumer;
        cluster) {
      while (!closed) {
        round();
      }
    } catch (WakeupException | InterruptException e) {
      LOG.debug("the feed is closed");
    } catch (KafkaException e) {
      LOG.error("reading captions has failed for good: {}", e.toString());
      ready = false;
      failed.accept(e);
    }
  }

  private void round() {
    try {
      refresh();
      if (partitions.all().isEmpty()) {
        pause(POLL);
      } else {
        read();
      }
      ready = ready || partitions.caughtUp();
    } catch (RetriableException e) {
      LOG.warn("captions cannot be read at present: {}", e.toString());
      pause(RETRY);
    }
  }

  private void read() {
    Set<Transcript> news = new HashSet<>();
    partitions.poll(this::refreshNow).forEach(each -> take(each).ifPresent(news::add));
    news.forEach(transcript -> transcript.viewers().forEach(Viewer::wake));
  }

  private Optional<Transcript> take(ConsumerRecord<byte[], byte[]> message) {
    byte @Nullable [] value = message.value();
    Topic topic = topics.get(message.topic());
    if (value == null || topic == null) {
      return Optional.empty();
    }
    EventId id =
        new EventId(message.offset(), message.timestamp(), message.partition(), topic.hash());
    try {
      return transcripts.add(CaptionJson.decode(value), id, partitions.isNews(message));
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "skipped {}-{} offset {}: {}",
          message.topic(),
          message.partition(),
          message.offset(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Looks for created and deleted topics from time to time. */
  private void refresh() {
    long now = clock.millis();
    if (refreshed + REFRESH.toMillis() <= now || refreshed > now) {
      refreshNow();
    }
  }

  private void refreshNow() {
    refreshed = clock.millis();
    transcripts.tidy();
    Map<String, Topic> found = cluster.find();
    Set<TopicPartition> all = new HashSet<>();
    Set<TopicPartition> same = new HashSet<>();
    for (Topic topic : found.values()) {
      all.addAll(topic.all());
      if (isKnown(topic)) {
        same.addAll(topic.all());
      }
      transcripts.expect(topic.name().substring(settings.topicPrefix().length()));
    }
    topics.clear();
    topics.putAll(found);
    same.retainAll(partitions.all());
    if (!all.equals(same) || !all.equals(partitions.all())) {
      partitions.read(all, same, refreshed - settings.history().toMillis());
    }
  }

  /** Whether it is the same topic as before, perhaps with more partitions. */
  private boolean isKnown(Topic topic) {
    Topic known = topics.get(topic.name());
    boolean recreated = known != null && !known.id().equals(topic.id());
    if (recreated) {
      LOG.info("topic {} was recreated and is read from its beginning", topic.name());
    }
    return known != null && !recreated;
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
