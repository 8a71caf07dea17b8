package io.surtitle.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.Main;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.task.transcribe.Letters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Speech is recognised and translated in one application, whose process is killed in mid-word: the
 * text, with its times and numbers, and the captions are those of a run that nothing interrupts.
 */
@Timeout(600)
class HeardSpeechIT {
  private static final List<String> WORDS =
      List.of(
          "the", "apple", "and", "pear", "salad", "a", "pair", "of", "shoes", "twenty", "three");
  private static final List<String> STREAMS = List.of("one", "two", "three");

  /** Declared, since a record of a sample or two may have the bytes of a word. */
  private static final String CONTENT_TYPE = "audio/pcm;rate=16000";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LONGEST_RECORD = 4_000;
  private static final int MOST_LIFE_MS = 400;

  private final long seed = Scale.seed();
  private final Random random = new Random(seed);
  private final int kills = Scale.isLong() ? 12 : 2;
  private final Broker broker = new EmbeddedCluster();
  private final List<ProducerRecord<String, byte[]>> audio = audio();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aKillInMidWordChangesNothing() throws Exception {
    System.out.printf(
        "HeardSpeechIT: %d records, -D%s=%d%n", audio.size(), Scale.SEED_PROPERTY, seed);
    Outcome calm = run("calm", 0);
    Outcome killed = run("killed", kills);

    assertThat(calm.text().keySet()).containsExactlyInAnyOrderElementsOf(STREAMS);
    assertThat(killed.text()).isEqualTo(calm.text());
    assertThat(killed.captions()).isEqualTo(calm.captions()).isNotEmpty();
    calm.text().values().forEach(lines -> assertThat(lines).doesNotHaveDuplicates());
  }

  /** What came of a run: records of text by stream, and captions by stream and language. */
  private record Outcome(Map<String, List<String>> text, Map<String, List<String>> captions) {}

  private Outcome run(String name, int times) throws Exception {
    Program running = start(name);
    try (KafkaProducer<String, byte[]> producer = producer();
        KafkaConsumer<String, byte[]> consumer = consumer(name)) {
      for (int part = 0; part <= times; part++) {
        int from = audio.size() * part / (times + 1);
        int to = audio.size() * (part + 1) / (times + 1);
        publish(producer, name, audio.subList(from, to));
        if (part < times) {
          Thread.sleep(random.nextInt(MOST_LIFE_MS));
          running.kill();
          running = start(name);
        }
      }
      return read(consumer, name);
    } finally {
      running.close();
    }
  }

  private static void publish(
      KafkaProducer<String, byte[]> producer,
      String name,
      List<ProducerRecord<String, byte[]>> records)
      throws ExecutionException, InterruptedException {
    for (ProducerRecord<String, byte[]> each : records) {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  name + ".audio", null, each.key(), each.value(), each.headers()));
    }
    producer.flush();
  }

  /** Reads until every stream's last full stop has its final captions. */
  private Outcome read(KafkaConsumer<String, byte[]> consumer, String name) {
    Map<String, List<String>> text = new TreeMap<>();
    Map<String, List<String>> captions = new TreeMap<>();
    Map<String, Integer> ends = new TreeMap<>();
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && !isComplete(ends)) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        assertThat(record.topic()).as(line(record)).isNotEqualTo(name + ".dead-letters");
        if (record.topic().equals(name + ".text")) {
          text.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(line(record));
        } else {
          Caption caption = CaptionJson.decode(record.value());
          String key = caption.stream() + " " + caption.language();
          captions.computeIfAbsent(key, any -> new ArrayList<>()).add(line(caption));
          boolean last =
              caption.status() == Caption.Status.FINAL
                  && caption.source().toLowerCase(Locale.ROOT).contains("last");
          ends.merge(caption.stream(), last ? 1 : 0, Integer::sum);
        }
      }
    }
    assertThat(isComplete(ends)).as("ends of %s, text %s", ends, text).isTrue();
    return new Outcome(text, captions);
  }

  private static boolean isComplete(Map<String, Integer> ends) {
    return ends.size() == STREAMS.size() && ends.values().stream().allMatch(each -> each == 3);
  }

  private static String line(ConsumerRecord<String, byte[]> record) {
    StringBuilder line = new StringBuilder(new String(record.value(), StandardCharsets.UTF_8));
    for (Header each : record.headers()) {
      line.append(' ').append(each.key()).append('=');
      line.append(new String(each.value(), StandardCharsets.UTF_8));
    }
    return line.toString();
  }

  /** Without the utterance's id: its offset depends on what other streams say, and when. */
  private static String line(Caption caption) {
    return String.join(
        " ",
        "" + caption.revision(),
        "" + caption.status(),
        "" + caption.startPts(),
        "" + caption.endPts(),
        caption.text(),
        "<",
        caption.source());
  }

  /** What the streams say, each to its end; their records come in turns. */
  private List<ProducerRecord<String, byte[]>> audio() {
    List<List<ProducerRecord<String, byte[]>>> each =
        STREAMS.stream().map(stream -> records(stream, speech())).toList();
    List<ProducerRecord<String, byte[]>> all = new ArrayList<>();
    int longest = each.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      int at = i;
      each.stream().filter(list -> at < list.size()).forEach(list -> all.add(list.get(at)));
    }
    return all;
  }

  private short[] speech() {
    Letters speech = Letters.audio();
    for (int i = 0; i < 6; i++) {
      for (int word = 0; word <= random.nextInt(5); word++) {
        speech.say(WORDS.get(random.nextInt(WORDS.size())) + " ");
      }
      speech.pause(30 * (5 + random.nextInt(40)), 20);
    }
    return speech.say("last").samples();
  }

  private List<ProducerRecord<String, byte[]>> records(String stream, short[] samples) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    int from = 0;
    while (from < samples.length) {
      int to = Math.min(samples.length, from + 1 + random.nextInt(LONGEST_RECORD));
      ByteBuffer bytes = ByteBuffer.allocate(2 * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(Arrays.copyOfRange(samples, from, to));
      ProducerRecord<String, byte[]> record = new ProducerRecord<>("", stream, bytes.array());
      record.headers().add("content-type", CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
      if (to == samples.length) {
        record.headers().add("surtitle-end", new byte[0]);
      }
      records.add(record);
      from = to;
    }
    return records;
  }

  private String configuration(String name) {
    return """
    application: %1$s
    kafka:
      bootstrap.servers: %2$s
      session.timeout.ms: 2000
      heartbeat.interval.ms: 300
      producer.transaction.timeout.ms: 3000
      commit.interval.ms: 100
    topics:
      text: %1$s.text
      captions: %1$s-captions.
      deadLetters: %1$s.dead-letters
      glossary: %1$s.glossary
      audio: %1$s.audio
      events: %1$s.events
      partitions: 2
    model:
      bundles:
        - {id: live-translate, directory: %3$s}
        - {id: letters, directory: %4$s}
    utterance:
      silence: 1h
    http:
      port: 0
    streams:
      stateDirectory: state
    """
        .formatted(
            name,
            broker.bootstrapServers(),
            ToyBundle.directory(),
            Letters.DIRECTORY.toAbsolutePath());
  }

  private Program start(String name) throws Exception {
    Path file = directory.resolve(name + ".yaml");
    Files.writeString(file, configuration(name));
    Path log = Files.createTempFile(directory, name, ".log");
    Program program = Program.start(log, Main.class, List.of("run", "--config", file.toString()));
    program.awaitLine("metrics and health on ");
    return program;
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private KafkaConsumer<String, byte[]> consumer(String name) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", name + "-reader",
                "auto.offset.reset", "earliest",
                "metadata.max.age.ms", "500",
                "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(Pattern.compile(name + "(\\.text|\\.dead-letters|-captions\\..*)"));
    return consumer;
  }
}
