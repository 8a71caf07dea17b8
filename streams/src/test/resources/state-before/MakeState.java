import io.surtitle.batching.Engine;
import io.surtitle.batching.Translator;
import io.surtitle.batching.Turn;
import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.EmbeddedBroker;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.Interpreter;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.CaptionApplication;
import io.surtitle.topology.TopologySettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the files beside it with an earlier release: see README.md. */
public final class MakeState {
  private static final int PARTITIONS = 2;
  private static final Duration LONG = Duration.ofHours(10);
  private static final List<String> TARGETS = List.of("fr", "de", "es");
  private static final JsonMapper JSON = new JsonMapper();

  private static final Bundle BUNDLE = Bundle.load(ToyBundle.directory());
  private static final Model MODEL = Model.load(BUNDLE, 1);
  private static final Interpreter INTERPRETER =
      new Interpreter(BUNDLE, Policy.waitK(1), 1, TARGETS, 64);

  /** How long a step of the model takes; long before the stop, so that inputs wait. */
  private static volatile long stepMs;

  private static final Map<String, String> GLOSSARIES =
      Map.of("names", "Kwibisa, Jalen Ollanketo\nZephyrgulls");

  /** Heard before the stop, all of it. */
  private static final List<Input> HEARD =
      List.of(
          new Input(0, "open", "What a shot!"),
          new Input(0, "open", "He is shooting from"),
          new Input(1, "names", "Kwibisa passes to jalen"),
          new Input(0, "marks", ">> ANNOUNCER: the crowd [APPLAUSE] goes"),
          new Input(1, "producer", "It is", "surtitle-producer", "camera-1", "surtitle-seq", "7"),
          new Input(1, "producer", "a fast", "surtitle-producer", "camera-1", "surtitle-seq", "8"),
          new Input(1, "producer", "break", "surtitle-producer", "camera-1", "surtitle-seq", "8"),
          new Input(0, "upper", "THE BALL GOES OUT TO"),
          new Input(1, "counted", "She passes it", "surtitle-seq", "40", "surtitle-pts", "91000"),
          new Input(0, "numbers", "The score is 1,024 to"),
          new Input(1, "closed", "Nobody saw that foul."),
          new Input(0, "ended", "with ten seconds left"),
          new Input(0, "ended", "", "surtitle-end", ""),
          new Input(1, "refused", "Guten Abend", "surtitle-lang", "de"));

  /** Appended a moment before the stop: some are taken, and some wait. */
  private static final List<Input> AT_THE_STOP =
      List.of(
          new Input(0, "open", "three points and"),
          new Input(0, "open", "the ball goes out."),
          new Input(0, "open", "Another one"),
          new Input(1, "names", "Ollanketo of the"),
          new Input(1, "names", "Zephyrgulls"),
          new Input(0, "marks", "(LAUGHTER) to Teague"),
          new Input(1, "producer", "and", "surtitle-producer", "camera-1", "surtitle-seq", "9"),
          new Input(0, "upper", "TEAGUE FOR"),
          new Input(1, "counted", "back in", "surtitle-seq", "41", "surtitle-pts", "91800"),
          new Input(1, "counted", "traffic", "surtitle-seq", "42", "surtitle-pts", "92600"),
          new Input(0, "numbers", "998 on"),
          new Input(1, "late", "Şengün drives with ten"));

  /** Appended after the stop. */
  private static final List<Input> REST =
      List.of(
          new Input(0, "open", "with ten seconds left."),
          new Input(1, "names", "for another one! Kwibisa"),
          new Input(1, "names", "loves this.", "surtitle-end", "true"),
          new Input(0, "marks", "back. It is a foul!"),
          new Input(1, "producer", "again", "surtitle-producer", "camera-1", "surtitle-seq", "8"),
          new Input(
              1, "producer", "points.", "surtitle-producer", "camera-1", "surtitle-seq", "10"),
          new Input(0, "upper", "ANOTHER ONE. THE CROWD LOVES IT."),
          new Input(1, "counted", "again", "surtitle-seq", "42", "surtitle-pts", "92600"),
          new Input(1, "counted", "that.", "surtitle-seq", "43", "surtitle-pts", "93400"),
          new Input(0, "numbers", "the clock."),
          new Input(1, "late", "seconds left.", "surtitle-end", "1"),
          new Input(1, "closed", "What a rebound."),
          new Input(0, "ended", "A foul."),
          new Input(0, "fresh", "The crowd loves this shot!"));

  private MakeState() {}

  private record Input(int partition, String stream, String text, Map<String, String> headers) {
    Input(int partition, String stream, String text, String... headers) {
      this(partition, stream, text, new LinkedHashMap<>());
      for (int i = 0; i < headers.length; i += 2) {
        this.headers.put(headers[i], headers[i + 1]);
      }
    }

    ProducerRecord<String, String> toRecord() {
      ProducerRecord<String, String> record =
          new ProducerRecord<>("broadcast.text", partition, stream, text);
      headers.forEach((k, v) -> record.headers().add(k, v.getBytes(StandardCharsets.UTF_8)));
      return record;
    }
  }

  /** Writes the files into a directory. */
  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[0]);
    Path work = Files.createTempDirectory("make-state-");
    uninterrupted(work.resolve("uninterrupted"), out);
    stopped(work.resolve("stopped"), out);
    writeLines(out.resolve("rest.jsonl"), REST.stream().map(JSON::writeValueAsString).toList());
    System.exit(0);
  }

  private static void uninterrupted(Path directory, Path out) throws Exception {
    try (EmbeddedBroker broker = broker(directory);
        CaptionApplication application = start(broker, directory)) {
      for (List<Input> each : List.of(HEARD, AT_THE_STOP, REST)) {
        send(broker, each);
        awaitTaken(broker);
      }
      List<String> captions = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> record : read(broker, captionTopics())) {
        ObjectNode caption = (ObjectNode) JSON.readTree(record.value());
        captions.add(JSON.writeValueAsString(caption.put("latencyMs", 0)));
      }
      writeLines(out.resolve("expected.jsonl"), captions);
    }
  }

  private static void stopped(Path directory, Path out) throws Exception {
    try (EmbeddedBroker broker = broker(directory)) {
      try (CaptionApplication application = start(broker, directory)) {
        send(broker, HEARD);
        awaitTaken(broker);
        stepMs = 300;
        send(broker, AT_THE_STOP);
        Thread.sleep(1500);
      }
      System.out.println("inputs that wait: " + waiting(broker));
    }
    zip(directory.resolve("broker"), out.resolve("broker.zip"));
    zip(directory.resolve("state").resolve("surtitle"), out.resolve("state.zip"));
  }

  private static EmbeddedBroker broker(Path directory) throws IOException {
    return EmbeddedBroker.start(
        Map.of("log.dirs", Files.createDirectories(directory.resolve("broker")).toString()));
  }

  private static CaptionApplication start(EmbeddedBroker broker, Path directory) throws Exception {
    TopologySettings.Limits limits = TopologySettings.Limits.DEFAULT;
    CaptionApplication application =
        CaptionApplication.start(
            new ApplicationSettings(
                "surtitle",
                1,
                PARTITIONS,
                (short) 1,
                Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "state.dir",
                    directory.resolve("state").toString())),
            new TopologySettings(
                TopologySettings.TopicNames.DEFAULT,
                TARGETS,
                LONG,
                new TopologySettings.Batch(64, Duration.ofMillis(10)),
                new TopologySettings.Limits(
                    256, limits.streams(), limits.pending(), LONG, limits.lag(), limits.behind())),
            INTERPRETER,
            () -> slow(new Translator(MODEL, INTERPRETER)),
            EngineMeters.none());
    application.awaitRunning(Duration.ofMinutes(1));
    try (KafkaProducer<String, String> producer = producer(broker)) {
      for (Map.Entry<String, String> each : GLOSSARIES.entrySet()) {
        producer.send(new ProducerRecord<>("surtitle.glossary", each.getKey(), each.getValue()));
      }
    }
    Thread.sleep(1000);
    return application;
  }

  private static Engine slow(Engine engine) {
    return new Engine() {
      @Override
      public void begin(Turn turn) {
        engine.begin(turn);
      }

      @Override
      public List<Done> step() {
        try {
          Thread.sleep(stepMs);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return engine.step();
      }

      @Override
      public void forget(Collection<Turn> turns) {
        engine.forget(turns);
      }
    };
  }

  private static void send(EmbeddedBroker broker, List<Input> inputs) throws Exception {
    try (KafkaProducer<String, String> producer = producer(broker)) {
      for (Input each : inputs) {
        producer.send(each.toRecord()).get();
      }
    }
  }

  private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void awaitTaken(EmbeddedBroker broker) throws Exception {
    do {
      Thread.sleep(2000);
    } while (!waiting(broker).isEmpty());
  }

  /** Keys of the inputs that are in the store. */
  private static Set<String> waiting(EmbeddedBroker broker) {
    Set<String> keys = new HashSet<>();
    for (ConsumerRecord<String, byte[]> each :
        read(broker, List.of("surtitle-pending-inputs-changelog"))) {
      if (each.value() == null) {
        keys.remove(each.key());
      } else {
        keys.add(each.key());
      }
    }
    return keys;
  }

  private static List<String> captionTopics() {
    return TARGETS.stream().map(language -> "captions." + language).toList();
  }

  private static List<ConsumerRecord<String, byte[]>> read(
      EmbeddedBroker broker, List<String> topics) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      for (String topic : topics) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          TopicPartition one = new TopicPartition(topic, partition);
          consumer.assign(List.of(one));
          consumer.seekToBeginning(List.of(one));
          long end = consumer.endOffsets(List.of(one)).get(one);
          while (consumer.position(one) < end) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
          }
        }
      }
    }
    return records;
  }

  private static void writeLines(Path file, List<String> lines) throws IOException {
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  /** Without locks and logs, which nobody needs to go on. */
  private static void zip(Path directory, Path file) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.filter(Files::isRegularFile).sorted().toList()) {
        String name = directory.relativize(path).toString();
        if (!name.matches("(.*/)?(\\.?LOCK|\\.lock|LOG(\\.old.*)?)")) {
          ZipEntry entry = new ZipEntry(name);
          entry.setLastModifiedTime(FileTime.fromMillis(0));
          zip.putNextEntry(entry);
          Files.copy(path, zip);
          zip.closeEntry();
        }
      }
    }
  }
}
