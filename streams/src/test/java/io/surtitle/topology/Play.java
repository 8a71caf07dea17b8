package io.surtitle.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.batching.Engine;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A play in one cluster: its own topics and application, words that are said word by word, and the
 * captions that a viewer sees who reads committed records only.
 */
final class Play implements AutoCloseable {
  /** Ends in mid-sentence, so that a last word is needed. */
  static final List<String> WORDS =
      List.of("What", "a", "shot!", "He", "is", "shooting", "from", "three", "points", "and");

  static final String LAST_WORD = "scores.";
  static final List<String> STREAMS = List.of("home", "away");

  private final ApplicationSettings application;
  private final TopologySettings settings;
  private final KafkaProducer<byte[], byte[]> producer;
  private @Nullable CaptionApplication running;

  Play(String bootstrapServers, String name, Path directory) {
    application = application(bootstrapServers, name, directory);
    settings = settings(name);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static ApplicationSettings application(String bootstrapServers, String name, Path directory) {
    Map<String, String> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", bootstrapServers);
    kafka.put("state.dir", directory.resolve(name).toString());
    kafka.put("session.timeout.ms", "6000");
    return new ApplicationSettings(name, 1, 2, (short) 1, kafka);
  }

  /** One row a wave, so that results are the same to the last bit whatever runs together. */
  static TopologySettings settings(String name) {
    return Toy.settings(
        new TopologySettings.TopicNames(
            name + ".text", name + ".captions.", name + ".dead-letters"),
        1,
        Duration.ofHours(1));
  }

  void start() throws InterruptedException {
    start(Toy::engine);
  }

  void start(Supplier<Engine> engines) throws InterruptedException {
    CaptionApplication started =
        CaptionApplication.start(application, settings, Toy.INTERPRETER, engines);
    running = started;
    assertThat(started.awaitRunning(Duration.ofSeconds(60))).as("running").isTrue();
  }

  void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  void say(String word) throws InterruptedException, ExecutionException {
    for (String stream : STREAMS) {
      producer
          .send(
              new ProducerRecord<>(
                  settings.topics().text(), stream.getBytes(UTF_8), word.getBytes(UTF_8)))
          .get();
    }
  }

  /** All captions once the last word's final ones are there, by topic and stream, in order. */
  Map<String, List<Caption>> captions() {
    try (Viewer viewer = new Viewer(application.kafka(), settings)) {
      Map<String, List<Caption>> captions = new LinkedHashMap<>();
      viewer
          .readUntilLast(LAST_WORD, STREAMS.size() * settings.targets().size())
          .forEach(
              (from, values) ->
                  captions.put(
                      from,
                      values.stream().map(CaptionJson::decode).map(Play::withoutTime).toList()));
      return captions;
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

  @Override
  public void close() {
    stop();
    producer.close();
  }
}
