package io.surtitle.guarantees;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.session.SessionCodec;
import io.surtitle.topology.TopologySettings;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads all that is committed, from the beginning and as it comes: captions, dead letters, and what
 * the stores' changelogs say.
 */
final class Viewer implements AutoCloseable {
  private final TopologySettings.TopicNames topics;
  private final String sessionsTopic;
  private final String pendingTopic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final Map<String, List<Caption>> captions = new LinkedHashMap<>();
  private final Map<String, byte[]> sessions = new LinkedHashMap<>();
  private final Set<Bytes> pending = new HashSet<>();
  private final Silence silence = new Silence();
  private int deadLetters;
  private volatile boolean closing;

  Viewer(Stage stage) {
    topics = stage.topology().topics();
    sessionsTopic = stage.name() + "-sessions-changelog";
    pendingTopic = stage.name() + "-pending-inputs-changelog";
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                stage.bootstrapServers(),
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
                stage.topology().targets().stream().map(topics::captions))
            .flatMap(
                topic ->
                    IntStream.range(0, Script.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
            .toList());
    thread = new Thread(this::watch, "viewer");
    thread.start();
  }

  private void watch() {
    try (consumer) {
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          take(record);
        }
      }
    }
  }

  private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(sessionsTopic)) {
      sessions.put(new String(record.key(), UTF_8), record.value());
    } else if (record.topic().equals(topics.deadLetters())) {
      deadLetters++;
    } else if (!record.topic().equals(pendingTopic)) {
      Caption caption = withoutTime(CaptionJson.decode(record.value()));
      captions.computeIfAbsent(Reference.key(caption), key -> new ArrayList<>()).add(caption);
      silence.heard(caption.stream());
    } else if (record.value() == null) {
      pending.remove(Bytes.wrap(record.key()));
    } else {
      pending.add(Bytes.wrap(record.key()));
    }
  }

  private static Caption withoutTime(Caption it) {
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

  /** What was seen so far. */
  synchronized Seen seen() {
    Map<String, List<Caption>> lists = new LinkedHashMap<>();
    captions.forEach((key, list) -> lists.put(key, List.copyOf(list)));
    return new Seen(lists, Map.copyOf(sessions), pending.size(), deadLetters);
  }

  /**
   * What is committed.
   *
   * @param captions by {@link Reference#key}, in order
   * @param sessions the last bytes of each stream's
   * @param waiting inputs in the pending store
   */
  record Seen(
      Map<String, List<Caption>> captions,
      Map<String, byte[]> sessions,
      int waiting,
      int deadLetters) {}

  /** Whether nothing waits and every session has come as far as these. */
  synchronized boolean hasAll(Map<String, byte[]> others) {
    return pending.isEmpty()
        && others.entrySet().stream()
            .allMatch(each -> isAsFar(sessions.get(each.getKey()), each.getValue()));
  }

  private static boolean isAsFar(byte @Nullable [] session, byte[] other) {
    return session != null && SessionCodec.lastTaken(session).equals(SessionCodec.lastTaken(other));
  }

  /** The longest time for which any stream's captions stayed away since the last call. */
  synchronized Duration longestSilence() {
    return silence.longest();
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
