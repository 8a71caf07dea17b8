package io.surtitle.cli.wiring;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.StreamEvent;
import io.surtitle.event.StreamEventJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;

/** The records of one stream: what it says and sounds like, and all that comes of it. */
final class Traffic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String STREAM = "game";
  private static final int RECORD = 1_700;

  private final String servers;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> outputs;
  private final List<Caption> captions = new ArrayList<>();
  private final List<StreamEvent> events = new ArrayList<>();

  Traffic(String servers) {
    this.servers = servers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new StringSerializer(),
            new ByteArraySerializer());
    this.outputs = consumer("outputs");
    outputs.subscribe(Pattern.compile("captions\\..*|broadcast\\.events"));
  }

  void say(String text) throws ExecutionException, InterruptedException {
    producer
        .send(new ProducerRecord<>("broadcast.text", STREAM, text.getBytes(StandardCharsets.UTF_8)))
        .get();
  }

  void sound(short[] samples) {
    for (int from = 0; from < samples.length; from += RECORD) {
      int to = Math.min(samples.length, from + RECORD);
      ByteBuffer bytes =
          ByteBuffer.allocate(Short.BYTES * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(Arrays.copyOfRange(samples, from, to));
      var unused = producer.send(new ProducerRecord<>("broadcast.audio", STREAM, bytes.array()));
    }
    producer.flush();
  }

  /** All that have come. */
  List<Caption> captions() {
    read();
    return captions;
  }

  List<StreamEvent> events() {
    read();
    return events;
  }

  private void read() {
    for (ConsumerRecord<byte[], byte[]> record : outputs.poll(POLL)) {
      if (record.topic().startsWith("captions.")) {
        captions.add(CaptionJson.decode(record.value()));
      } else {
        events.add(StreamEventJson.decode(record.value()));
      }
    }
  }

  /** Names of all topics that hold state. */
  List<String> changelogs() {
    return outputs.listTopics().keySet().stream()
        .filter(topic -> topic.endsWith("-changelog"))
        .toList();
  }

  /** How often each key of a changelog was written with a value. */
  Collection<Integer> timesStored(String changelog) {
    Map<Bytes, Integer> times = new TreeMap<>();
    entries(changelog).stream()
        .filter(record -> record.value() != null)
        .forEach(record -> times.merge(Bytes.wrap(record.key()), 1, Integer::sum));
    return times.values();
  }

  /** Keys that a changelog has a value for. */
  Set<Bytes> left(String changelog) {
    Set<Bytes> left = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : entries(changelog)) {
      Bytes key = Bytes.wrap(record.key());
      if (record.value() == null) {
        left.remove(key);
      } else {
        left.add(key);
      }
    }
    return left;
  }

  private List<ConsumerRecord<byte[], byte[]>> entries(String changelog) {
    TopicPartition partition = new TopicPartition(changelog, 0);
    List<ConsumerRecord<byte[], byte[]>> entries = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> reader = consumer("state")) {
      reader.assign(List.of(partition));
      reader.seekToBeginning(List.of(partition));
      long end =
          reader.endOffsets(List.of(partition)).values().stream().mapToLong(each -> each).sum();
      while (reader.position(partition) < end) {
        reader.poll(POLL).forEach(entries::add);
      }
    }
    return entries;
  }

  private KafkaConsumer<byte[], byte[]> consumer(String group) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", servers,
            "group.id", group,
            "auto.offset.reset", "earliest",
            "metadata.max.age.ms", "500",
            "isolation.level", "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    producer.close();
    outputs.close();
  }
}
