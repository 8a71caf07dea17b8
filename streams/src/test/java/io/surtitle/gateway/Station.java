package io.surtitle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.bundle.Bundle;
import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.cli.broker.TestTopics;
import io.surtitle.cli.wiring.Installation;
import io.surtitle.cli.wiring.Pipelines;
import io.surtitle.cli.wiring.Translation;
import io.surtitle.decoding.Policy;
import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.TextSource;
import io.surtitle.event.TopicNames;
import io.surtitle.inference.Model;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.topology.Application;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.OperatorSpec;
import io.surtitle.topology.Pipeline;
import io.surtitle.topology.TopologySettings;
import io.surtitle.web.HttpSettings;
import io.surtitle.web.RequestObserver;
import io.surtitle.web.WebServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Everything behind the page, running: Kafka, the engine with the shipped model, and the gateway
 * behind two servers, one of which requires a token.
 */
final class Station implements AutoCloseable {
  static final String TOKEN = "open-sesame";

  private static final List<String> TRANSLATED = List.of("de", "fr");
  private static final List<String> OTHERS =
      List.of(
          "ar", "bn", "el", "es", "fa", "he", "hi", "hu", "it", "ja", "ko", "nl", "pl", "pt", "ro",
          "ru", "ta", "tl", "tr", "ur", "vi", "zh");
  private static final String AUDIO = "broadcast.audio";
  private static final Duration WORD = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofHours(1);

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final Model model;
  private final Application engine;
  private final Gateway gateway;
  private final WebServer open;
  private final WebServer closed;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Starts everything.
   *
   * @param state the engine's state directory
   */
  Station(Path state) throws Exception {
    Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = admin()) {
      TestTopics.create(
          admin, Stream.concat(OTHERS.stream().map(Station::topic), Stream.of(AUDIO)).toList());
    }
    Bundle bundle = Bundle.load(Installation.bundle());
    model = Model.load(bundle, 1);
    engine = engine(bundle, state);
    if (!engine.awaitRunning(Duration.ofMinutes(1))) {
      throw new IllegalStateException("the engine is not running");
    }
    gateway =
        Gateway.start(GatewaySettings.defaults("captions.", AUDIO), kafka, registry, failure -> {});
    open = server(null);
    closed = server(TOKEN);
    producer =
        new KafkaProducer<>(
            Map.copyOf(kafka), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static String topic(String language) {
    return "captions." + language;
  }

  private Application engine(Bundle bundle, Path state) {
    Translation translation =
        new Translation(OperatorSpec.FIRST, bundle, Policy.waitK(3), 3, TRANSLATED, 80);
    TopologySettings usual = TopologySettings.defaults();
    EngineMeters meters = new EngineMeters(registry);
    return Application.start(
        new ApplicationSettings(
            "page",
            1,
            1,
            ApplicationSettings.REPLICATION,
            Map.of("bootstrap.servers", broker.bootstrapServers(), "state.dir", state.toString())),
        // On a busy machine no pause must end an utterance.
        new TopologySettings(usual.deadLetters(), LONG, usual.batch(), usual.limits()),
        List.of(
            Pipeline.text(
                new TextSource(
                    TopicNames.DEFAULT.text(), bundle.manifest().source(), TextSource.USUAL_BYTES),
                List.of(
                    translation.operator(
                        new io.surtitle.event.CaptionTopics("captions."),
                        () -> translation.engine(model),
                        meters)))),
        Pipelines.glossaries(TopicNames.DEFAULT),
        meters);
  }

  private WebServer server(@Nullable String token) {
    return WebServer.start(
        new HttpSettings("127.0.0.1", 0, false, token, List.of(), HttpSettings.CONNECTIONS),
        gateway.routes(),
        "page",
        RequestObserver.NONE);
  }

  /** The page's address. */
  URI page() {
    return open.address();
  }

  /** The page's address on the server that requires a token. */
  URI lockedPage() {
    return closed.address();
  }

  /** Sends text to a stream, fast, in one record per word; the engine translates it. */
  void say(String stream, String text) throws InterruptedException {
    for (String word : text.split(" ", -1)) {
      send("broadcast.text", stream, word.getBytes(UTF_8));
      Thread.sleep(WORD.toMillis());
    }
  }

  /** Sends a tone of a second to a stream as the engine's audio. */
  void tone(String stream) {
    byte[] samples = new byte[2 * 16_000];
    for (int i = 0; i < samples.length; i += 2) {
      samples[i + 1] = (byte) (30 * Math.sin(i * 0.1));
    }
    send(AUDIO, stream, samples);
  }

  /** Writes a caption in each of the 24 languages. */
  void captionInAll(String stream) {
    Stream.of(TRANSLATED, OTHERS)
        .flatMap(List::stream)
        .forEach(language -> caption(stream, language, 0, language + "."));
  }

  /** Writes the n-th caption of a stream as a whole, as another engine would. */
  void caption(String stream, String language, int n, String text) {
    revision(stream, language, n, 0, Status.FINAL, text);
  }

  /** A revision of the n-th caption of a stream. */
  void revision(String stream, String language, int n, int revision, Status status, String text) {
    String utterance = Caption.utterance(n, 0);
    String id = Caption.id(stream, utterance, language);
    send(
        topic(language),
        stream,
        CaptionJson.encode(
            new Caption(
                id, stream, language, utterance, revision, status, text, null, null, "", "m", "1",
                0)));
  }

  /** Recreates the caption topic of a language that the engine does not translate into. */
  void makeAnew(String language) throws Exception {
    List<String> topics = List.of(topic(language));
    try (Admin admin = admin()) {
      TestTopics.delete(admin, topics);
      TestTopics.create(admin, topics);
    }
  }

  private void send(String topic, String stream, byte[] value) {
    Future<RecordMetadata> unused =
        producer.send(new ProducerRecord<>(topic, stream.getBytes(UTF_8), value));
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
    gateway.close();
    open.close();
    closed.close();
    engine.close();
    model.close();
    broker.close();
  }
}
