package io.surtitle.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.Main;
import io.surtitle.engine.SessionHeader;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.task.transcribe.Letters;
import io.surtitle.task.transcribe.Transcribe;
import io.surtitle.task.transcribe.TranscribeSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
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
 * Speech is recognised and translated in one application, whose process is killed in mid-word and
 * started again, is joined by another, and is killed so that this one takes over with its standby
 * replicas: the text, with its times and numbers, the captions, and the sessions to the last bit
 * are those of a run that nothing interrupts.
 */
@Timeout(600)
class HeardSpeechIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int MOST_LIFE_MS = 400;

  private final long seed = Scale.seed();
  private final Random random = new Random(seed);
  private final int rounds = Scale.isLong() ? 6 : 1;
  private final Broker broker = new EmbeddedCluster();
  private final SpokenWorkload audio = new SpokenWorkload(seed);

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aKillInMidWordChangesNothing() throws Exception {
    System.out.printf(
        "HeardSpeechIT: %d records, -D%s=%d%n", audio.size(), Scale.SEED_PROPERTY, seed);
    Outcome calm = run("calm", List.of());
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      faults.addAll(List.of(Fault.values()));
    }
    Outcome killed = run("killed", faults);

    assertThat(calm.text().keySet()).containsExactlyInAnyOrderElementsOf(SpokenWorkload.STREAMS);
    assertThat(killed.text()).isEqualTo(calm.text());
    assertThat(killed.captions()).isEqualTo(calm.captions()).isNotEmpty();
    calm.text().values().forEach(lines -> assertThat(lines).doesNotHaveDuplicates());
    assertThat(killed.journal().hex())
        .isEqualTo(calm.journal().hex())
        .containsKey(SpokenWorkload.OPEN);
    isSmall(calm.journal());
  }

  private void isSmall(SessionChangelog journal) {
    System.out.printf(
        "HeardSpeechIT: sessions of at most %d bytes; %d entries of %d bytes for %d s of audio%n",
        journal.largest(), journal.records(), journal.bytes(), audio.seconds());
    Transcribe letters =
        new Transcribe(Bundle.load(Letters.DIRECTORY), null, TranscribeSettings.DEFAULT);
    assertThat((long) journal.largest()).isLessThan(letters.mostBytes());
    // At most one entry for each record that was heard, however many waves it took.
    assertThat(journal.records()).isLessThanOrEqualTo(audio.size());
  }

  /** What happens to the processes while audio is published. */
  private enum Fault {
    /** The only process is killed, and one starts where it was. */
    RESTART,
    /** Another process joins: streams move to it, and it gets replicas of the others. */
    JOIN,
    /** The older process is killed, and the other goes on with its replicas. */
    TAKEOVER
  }

  /**
   * What came of a run: records of text by stream, captions by stream and language, and sessions.
   */
  private record Outcome(
      Map<String, List<String>> text,
      Map<String, List<String>> captions,
      SessionChangelog journal) {}

  private Outcome run(String name, List<Fault> faults) throws Exception {
    Deque<Instance> running = new ArrayDeque<>(List.of(start(name, 0)));
    try (KafkaProducer<String, byte[]> producer = producer();
        KafkaConsumer<String, byte[]> consumer = consumer(name)) {
      int parts = faults.size() + 1;
      for (int part = 0; part < parts; part++) {
        audio.publish(
            producer,
            name + ".audio",
            audio.size() * part / parts,
            audio.size() * (part + 1) / parts);
        if (part < faults.size()) {
          Thread.sleep(random.nextInt(MOST_LIFE_MS));
          inject(faults.get(part), name, part + 1, running);
        }
      }
      return read(consumer, name);
    } finally {
      running.forEach(each -> each.program().close());
    }
  }

  /**
   * A process.
   *
   * @param directory number of the directory of its state
   */
  private record Instance(Program program, int directory) {}

  private void inject(Fault fault, String name, int number, Deque<Instance> running)
      throws Exception {
    if (fault == Fault.JOIN) {
      running.add(start(name, number));
      return;
    }
    Instance older = running.remove();
    older.program().kill();
    if (fault == Fault.RESTART) {
      running.add(start(name, older.directory()));
    }
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
        if (record.key().equals(SpokenWorkload.OPEN)) {
          continue; // it is unknown how much of it comes; its session is compared
        }
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
    return new Outcome(text, captions, journal(name));
  }

  /** The sessions once all have ended, and the one that does not is in mid-word. */
  private SessionChangelog journal(String name) {
    long last = audio.lastOfOpen();
    return SessionChangelog.read(
        broker.bootstrapServers(),
        name + "-sessions-letters-changelog",
        PATIENCE,
        sessions ->
            sessions.containsKey(SpokenWorkload.OPEN)
                && SessionHeader.read(sessions.get(SpokenWorkload.OPEN)).touched() == last);
  }

  private static boolean isComplete(Map<String, Integer> ends) {
    return ends.size() == SpokenWorkload.STREAMS.size()
        && ends.values().stream().allMatch(each -> each == 3);
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

  private String configuration(String name, int state) {
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
      stateDirectory: state-%5$d
    """
        .formatted(
            name,
            broker.bootstrapServers(),
            ToyBundle.directory(),
            Letters.DIRECTORY.toAbsolutePath(),
            state);
  }

  private Instance start(String name, int state) throws Exception {
    Path file = directory.resolve(name + state + ".yaml");
    Files.writeString(file, configuration(name, state));
    Path log = Files.createTempFile(directory, name, ".log");
    Program program = Program.start(log, Main.class, List.of("run", "--config", file.toString()));
    program.awaitLine("metrics and health on ");
    return new Instance(program, state);
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
