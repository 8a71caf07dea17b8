package io.surtitle.guarantees;

import io.surtitle.engine.SessionHeader;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.TopicNames;
import io.surtitle.topology.SessionKey;
import io.surtitle.topology.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Records what a run commits: captions, dead letters, and the latest value of every key in the
 * changelogs of the stores.
 */
final class OutputRecorder implements AutoCloseable {
  private final TopicNames topics;
  private final String sessionsTopic;
  private final String pendingTopic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final Map<String, List<Caption>> captions = new LinkedHashMap<>();
  private final Map<Bytes, byte[]> sessions = new LinkedHashMap<>();
  private final Set<Bytes> pendingKeys = new HashSet<>();
  private final CaptionGaps gaps = new CaptionGaps();
  private int deadLetters;
  private volatile boolean closing;

  OutputRecorder(Deployment deployment) {
    topics = deployment.topics();
    sessionsTopic = deployment.name() + "-sessions-changelog";
    pendingTopic = deployment.name() + "-pending-inputs-changelog";
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                deployment.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false,
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        Stream.concat(
                Stream.of(sessionsTopic, pendingTopic, topics.deadLetters()),
                Deployment.BUNDLE.manifest().targets().stream().map(topics::captions))
            .flatMap(
                topic ->
                    IntStream.range(0, Workload.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
            .toList());
    thread = new Thread(this::read, "recorder");
    thread.start();
  }

  private void read() {
    try (consumer) {
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          add(record);
        }
      }
    }
  }

  private synchronized void add(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(sessionsTopic)) {
      sessions.put(Bytes.wrap(record.key()), record.value());
    } else if (record.topic().equals(topics.deadLetters())) {
      deadLetters++;
    } else if (!record.topic().equals(pendingTopic)) {
      Caption caption = withoutLatency(CaptionJson.decode(record.value()));
      captions.computeIfAbsent(Reference.key(caption), key -> new ArrayList<>()).add(caption);
      gaps.add(caption.stream());
    } else if (record.value() == null) {
      pendingKeys.remove(Bytes.wrap(record.key()));
    } else {
      pendingKeys.add(Bytes.wrap(record.key()));
    }
  }

  private static Caption withoutLatency(Caption it) {
    return new Caption(
        it.id(),
        it.stream(),
        it.language(),
        it.utterance(),
        it.revision(),
        it.status(),
        it.text(),
        it.startPts(),
        it.endPts(),
        it.source(),
        it.model(),
        it.modelVersion(),
        0);
  }

  /** What has been committed so far. */
  synchronized Output output() {
    Map<String, List<Caption>> lists = new LinkedHashMap<>();
    captions.forEach((key, list) -> lists.put(key, List.copyOf(list)));
    Map<String, StoredSession> stored = new LinkedHashMap<>();
    for (Bytes key : sessions.keySet()) {
      stored.computeIfAbsent(SessionKey.stream(key.get()), this::session);
    }
    return new Output(lists, stored, pendingKeys.size(), deadLetters);
  }

  private StoredSession session(String stream) {
    return StoredSession.of(
        sessions.get(SessionKey.snapshot(stream)), sessions.get(SessionKey.journal(stream)));
  }

  /**
   * What a run has committed.
   *
   * @param captions by {@link Reference#key}, in order
   * @param sessions by stream
   * @param pending how many inputs are in the pending store
   * @param deadLetters how many
   */
  record Output(
      Map<String, List<Caption>> captions,
      Map<String, StoredSession> sessions,
      int pending,
      int deadLetters) {}

  /** Whether no input is pending and every session has taken as much as in these. */
  synchronized boolean hasReached(Map<String, byte[]> expected) {
    return pendingKeys.isEmpty()
        && expected.entrySet().stream()
            .allMatch(each -> hasTakenAsMuch(session(each.getKey()), each.getValue()));
  }

  private static boolean hasTakenAsMuch(StoredSession session, byte[] expected) {
    return session
        .header()
        .filter(header -> header.taken().equals(SessionHeader.read(expected).taken()))
        .isPresent();
  }

  /** The longest time any stream was without a caption since the last call. */
  synchronized Duration longestGap() {
    return gaps.longest();
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
