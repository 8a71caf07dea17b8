package io.surtitle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.cli.broker.TestTopics;
import io.surtitle.event.AudioSource;
import io.surtitle.web.HttpSettings;
import io.surtitle.web.RequestObserver;
import io.surtitle.web.WebServer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sound of streams from a real Kafka. */
class SoundIT {
  private static final String TOPIC = "broadcast.audio";
  private static final EmbeddedBroker BROKER = EmbeddedBroker.start();
  private static final Map<String, String> KAFKA =
      Map.of("bootstrap.servers", BROKER.bootstrapServers());
  private static final KafkaProducer<byte[], byte[]> PRODUCER =
      new KafkaProducer<>(Map.copyOf(KAFKA), new ByteArraySerializer(), new ByteArraySerializer());
  private static final Sound SOUND = new Sound(KAFKA, new AudioSource(TOPIC, 1 << 20));
  private static final WebServer SERVER =
      WebServer.start(HttpSettings.local(0), SOUND.routes(), "", RequestObserver.NONE);

  @BeforeAll
  static void createTopic() throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(KAFKA))) {
      TestTopics.create(admin, List.of(TOPIC));
    }
  }

  @AfterAll
  static void stop() {
    SOUND.close();
    SERVER.close();
    PRODUCER.close();
    BROKER.close();
  }

  @Test
  void aListenerHearsOneStreamAsAWaveFile() throws Exception {
    send("other", "audio/pcm", new short[] {9, 9, 9});
    send("game", "audio/pcm;rate=8000", new short[] {1, -2, 3});
    send("game", "audio/pcm;rate=8000", new short[] {4});

    HttpResponse<InputStream> heard = get("/sound/game.wav");

    assertThat(heard.headers().firstValue("content-type")).contains("audio/wav");
    try (InputStream body = heard.body()) {
      byte[] header = body.readNBytes(44);
      assertThat(AudioSystem.getAudioFileFormat(new ByteArrayInputStream(header)).getFormat())
          .satisfies(
              format -> {
                assertThat(format.getSampleRate()).isEqualTo(8000);
                assertThat(format.getChannels()).isOne();
                assertThat(format.getSampleSizeInBits()).isEqualTo(16);
                assertThat(format.getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
              });
      assertThat(samples(body.readNBytes(8))).containsExactly(1, -2, 3, 4);
      send("game", "audio/L16;rate=8000", new short[] {5});
      assertThat(samples(body.readNBytes(2))).containsExactly(Short.reverseBytes((short) 5));
    }
  }

  @Test
  void aSilentStreamIsNotFound() throws Exception {
    HttpResponse<InputStream> refused = get("/sound/silent.wav");

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(new String(refused.body().readAllBytes(), UTF_8))
        .contains("no sound of stream 'silent'");
  }

  private static short[] samples(byte[] bytes) {
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  private static void send(String stream, String type, short[] samples) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(TOPIC, stream.getBytes(UTF_8), bytes.array());
    record.headers().add("content-type", type.getBytes(UTF_8));
    PRODUCER.send(record).get();
  }

  private static HttpResponse<InputStream> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(SERVER.address().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
  }
}
