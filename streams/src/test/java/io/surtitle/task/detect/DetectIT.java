package io.surtitle.task.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.surtitle.bundle.Bundle;
import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.cli.wiring.Pipelines;
import io.surtitle.engine.WaveEngine;
import io.surtitle.event.AudioSource;
import io.surtitle.event.Pcm;
import io.surtitle.event.StreamEvent;
import io.surtitle.event.StreamEvent.Cause;
import io.surtitle.event.StreamEvent.Phase;
import io.surtitle.event.StreamEventJson;
import io.surtitle.event.TopicNames;
import io.surtitle.inference.Model;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.topology.Application;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.OperatorSpec;
import io.surtitle.topology.Pipeline;
import io.surtitle.topology.TopologySettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audio from a plain producer, a real broker, and the shipped tiny detector. */
class DetectIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String AUDIO = "broadcast.audio";
  private static final String EVENTS = "events";
  private static final int RECORD = 1_700;

  @TempDir private Path directory;
  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final Bundle bundle = Bundle.load(Path.of("../models/tiny-detect"));
  private final Model model = Model.load(bundle, 1);
  private final List<StreamEvent> events = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private Application application;
  private KafkaProducer<String, byte[]> producer;
  private KafkaConsumer<String, byte[]> consumer;

  @BeforeEach
  void start() throws InterruptedException {
    String servers = broker.bootstrapServers();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "max.request.size", 2 << 20),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", servers,
                "group.id", "reader",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    application = application(servers);
    assertThat(application.awaitRunning(PATIENCE)).isTrue();
    consumer.subscribe(List.of(EVENTS, TopologySettings.defaults().deadLetters()));
  }

  private Application application(String servers) {
    Detect detect = new Detect(bundle);
    OperatorSpec<DetectSession, Pcm, Detection> operator =
        new OperatorSpec<>(
            "tiny-detect",
            table -> detect,
            () -> new WaveEngine(model, detect.graphs()),
            new EventOutlet(EVENTS, detect, EngineMeters.none()),
            "the bundle");
    Pipeline<Pcm> audio = Pipeline.audio(new AudioSource(AUDIO, 1 << 20), List.of(operator));
    ApplicationSettings settings =
        new ApplicationSettings(
            "detect",
            1,
            1,
            (short) 1,
            Map.of("bootstrap.servers", servers, "state.dir", directory.toString()));
    return Application.start(
        settings,
        TopologySettings.defaults(),
        List.of(audio),
        Pipelines.glossaries(TopicNames.DEFAULT),
        EngineMeters.none());
  }

  @AfterEach
  void stop() {
    application.close();
    producer.close();
    consumer.close();
    model.close();
    broker.close();
  }

  /** Half a minute, in topics that were created for it. */
  @Test
  void aRecordMayHaveOneMebibyte() throws Exception {
    byte[] value = new byte[1 << 20];
    ByteBuffer samples = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    samples.position(value.length - 2 * Sounds.RATE);
    samples.asShortBuffer().put(Sounds.voice(1_000, 150));
    producer.send(new ProducerRecord<>(AUDIO, "game", value)).get();

    await().atMost(PATIENCE).until(() -> read() >= 2);

    assertThat(refused).isEmpty();
    assertThat(events.get(0).startPts()).isBetween(31_700L, 31_900L);
    assertThat(kept("retention.ms")).isEqualTo("10800000");
    assertThat(kept("retention.bytes")).isEqualTo("1073741824");
  }

  /** A setting of the topic of audio. */
  private String kept(String name) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, AUDIO);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Config config =
          Objects.requireNonNull(admin.describeConfigs(List.of(topic)).values().get(topic)).get();
      return config.get(name).value();
    }
  }

  @Test
  void speechInAudioBecomesEventsAndBadAudioDeadLetters() {
    short[] voice = Sounds.join(Sounds.silence(500), Sounds.voice(800, 150), Sounds.silence(700));
    send("game", voice);
    send("game", Sounds.voice(800, 180)); // and then nothing: silence ends it
    var unused = producer.send(new ProducerRecord<>(AUDIO, "game", new byte[3]));
    producer.flush();

    await().atMost(PATIENCE).until(() -> read() >= 4 && !refused.isEmpty());

    assertThat(refused).containsExactly("bad-audio");
    assertThat(events).extracting(StreamEvent::stream).containsOnly("game");
    assertThat(events)
        .extracting(StreamEvent::phase)
        .containsExactly(Phase.BEGINS, Phase.ENDS, Phase.BEGINS, Phase.ENDS);
    assertThat(events)
        .extracting(StreamEvent::cause)
        .containsExactly(null, Cause.SCORE, null, Cause.SILENCE);
    assertThat(events.get(0).id()).isEqualTo(events.get(1).id()).startsWith("game/speech/");
    assertThat(events.get(1).startPts()).isBetween(448L, 640L);
    assertThat(events.get(1).endPts()).isBetween(1_280L, 1_500L);
    assertThat(events.get(3).startPts()).isBetween(1_950L, 2_150L);
    assertThat(events.get(3).endPts()).isBetween(2_750L, 2_800L);
  }

  private void send(String stream, short[] samples) {
    for (int from = 0; from < samples.length; from += RECORD) {
      int to = Math.min(samples.length, from + RECORD);
      ByteBuffer bytes =
          ByteBuffer.allocate(Short.BYTES * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(Arrays.copyOfRange(samples, from, to));
      var unused = producer.send(new ProducerRecord<>(AUDIO, stream, bytes.array()));
    }
  }

  private int read() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      if (record.topic().equals(EVENTS)) {
        events.add(StreamEventJson.decode(record.value()));
      } else {
        refused.add(
            new String(record.headers().lastHeader("surtitle-error-reason").value(), UTF_8));
      }
    }
    return events.size();
  }
}
