package io.surtitle.topology;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * This release goes on where an earlier one was stopped, with utterances open and inputs waiting.
 */
@Timeout(120)
class EarlierStateIT {
  private static final String APPLICATION = "surtitle";
  private static final int PARTITIONS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofHours(10);

  /** The data are as old as the earlier release, and must not be deleted for that. */
  private static final Map<String, String> FOR_EVER =
      Map.of(
          "log.retention.ms",
          "-1",
          "offsets.retention.minutes",
          Integer.toString(Integer.MAX_VALUE));

  @TempDir private Path directory;
  private EmbeddedBroker broker;
  private KafkaConsumer<byte[], byte[]> consumer;

  @BeforeEach
  void startBroker() throws Exception {
    Path data = directory.resolve("broker");
    EarlierState.unpackBroker(data);
    Map<String, String> config = new HashMap<>(FOR_EVER);
    config.put("log.dirs", data.toString());
    broker = EmbeddedBroker.start(config);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    assertThat(waiting()).hasSizeGreaterThan(4);
    assertThat(captions()).hasSizeBetween(10, EarlierState.expected().size() - 10);
  }

  @AfterEach
  void stopBroker() {
    consumer.close();
    broker.close();
  }

  /** Partition 0 with the state directory, and partition 1 with the changelogs. */
  @Test
  void goesOnInMidUtterance() throws Exception {
    Path stores = directory.resolve("state").resolve(APPLICATION);
    EarlierState.unpackStores(stores, 0);
    // A store that cannot be read would be deleted with all that is in its directory.
    Path witness = Files.createFile(stores.resolve("0_0/rocksdb/sessions/witness"));

    goOn();

    assertAllIsSaidOnce(); // and nothing since then
    assertThat(witness).exists();
  }

  private void goOn() throws Exception {
    try (Application application = start()) {
      assertThat(application.awaitRunning(PATIENCE)).isTrue();
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", broker.bootstrapServers()),
              new StringSerializer(),
              new StringSerializer())) {
        for (ProducerRecord<String, String> each : EarlierState.rest(Toy.TOPICS.text())) {
          producer.send(each).get();
        }
      }
      await().atMost(PATIENCE).untilAsserted(this::assertAllIsSaidOnce);
    }
  }

  private Application start() {
    return Toy.start(
        new ApplicationSettings(
            APPLICATION,
            1,
            PARTITIONS,
            (short) 1,
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "state.dir",
                directory.resolve("state").toString())),
        Toy.settings(64, LONG),
        Toy.TOPICS);
  }

  private void assertAllIsSaidOnce() {
    assertThat(byKey(captions())).isEqualTo(byKey(EarlierState.expected()));
    assertThat(waiting()).isEmpty();
    assertThat(read(List.of(Toy.TOPICS.deadLetters()))).hasSize(1);
  }

  /** Captions of one stream in one language have an order. */
  private static Map<String, List<String>> byKey(List<Caption> captions) {
    return captions.stream()
        .collect(
            groupingBy(
                each -> each.stream() + " in " + each.language(),
                mapping(EarlierStateIT::comparable, toList())));
  }

  /** Without latency, and with those characters of the text that the network decides. */
  private static String comparable(Caption caption) {
    return caption
        .toString()
        .replaceFirst("latencyMs=\\d+", "")
        .replace("text=" + caption.text(), "text=" + ToyBundle.characters(caption.text()));
  }

  private List<Caption> captions() {
    return read(Toy.BUNDLE.manifest().targets().stream().map(Toy.TOPICS::captions).toList())
        .stream()
        .map(record -> CaptionJson.decode(record.value()))
        .toList();
  }

  /** Keys of the inputs in the store. */
  private Set<Bytes> waiting() {
    Set<Bytes> keys = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> each :
        read(List.of(Names.changelog(APPLICATION, Names.PENDING_INPUTS)))) {
      if (each.value() == null) {
        keys.remove(Bytes.wrap(each.key()));
      } else {
        keys.add(Bytes.wrap(each.key()));
      }
    }
    return keys;
  }

  /** All that is committed by now. */
  private List<ConsumerRecord<byte[], byte[]>> read(Collection<String> topics) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(
                topic ->
                    IntStream.range(0, PARTITIONS)
                        .mapToObj(each -> new TopicPartition(topic, each)))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
      consumer.poll(POLL).forEach(records::add);
    }
    return records;
  }
}
