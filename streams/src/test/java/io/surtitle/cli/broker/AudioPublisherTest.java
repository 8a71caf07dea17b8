package io.surtitle.cli.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.cli.audio.Recordings;
import io.surtitle.cli.failure.FailedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class AudioPublisherTest {
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final MediaClock clock = MediaClock.rushing();
  private final AudioPublisher publisher =
      new AudioPublisher(kafka, "broadcast.audio", "game", clock, "run-1");

  @Test
  void aRecordIsATenthOfASecond() throws Exception {
    publisher.play(Recordings.open(wave(11_025, 2_500), "tone"), millis -> {});

    assertThat(kafka.history())
        .extracting(sent -> sent.value().length)
        .containsExactly(2_204, 2_204, 592, 0);
    assertThat(kafka.history())
        .allMatch(sent -> new String(sent.key(), UTF_8).equals("game"))
        .allMatch(sent -> sent.topic().equals("broadcast.audio"));
  }

  @Test
  void headersSayWhatItIs() throws Exception {
    publisher.play(Recordings.open(wave(16_000, 2_000), "tone"), millis -> {});

    assertThat(kafka.history())
        .extracting(AudioPublisherTest::headers)
        .containsExactly(
            "content-type=audio/pcm;rate=16000;channels=1 surtitle-producer=run-1 surtitle-pts=0"
                + " surtitle-seq=0",
            "content-type=audio/pcm;rate=16000;channels=1 surtitle-producer=run-1 surtitle-pts=100"
                + " surtitle-seq=1",
            "surtitle-end= surtitle-producer=run-1 surtitle-pts=125 surtitle-seq=2");
  }

  /** Nobody can send what has not been said yet. */
  @Test
  void aRecordIsSentWhenItsLastSampleWasHeard() throws Exception {
    List<Long> times = new ArrayList<>();

    publisher.play(
        Recordings.open(wave(16_000, 4_000), "tone"),
        millis -> {
          assertThat(clock.now()).isEqualTo(millis);
          times.add(millis);
        });

    assertThat(times).containsExactly(100L, 200L, 250L);
  }

  @Test
  void nothingIsNothing() throws Exception {
    publisher.play(Recordings.open(wave(16_000, 0), "silence"), millis -> {});

    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void aRecordThatKafkaRefuses() {
    MockProducer<byte[], byte[]> refusing =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    AudioPublisher unheard = new AudioPublisher(refusing, "broadcast.audio", "game", clock, "x");

    assertThatThrownBy(
            () ->
                unheard.play(
                    Recordings.open(wave(16_000, 4_000), "tone"),
                    millis -> refusing.errorNext(new KafkaException("no room"))))
        .isInstanceOf(FailedException.class)
        .hasMessage("Kafka refused audio for topic broadcast.audio: no room");
  }

  private static String headers(ProducerRecord<byte[], byte[]> sent) {
    List<String> headers = new ArrayList<>();
    sent.headers().forEach(each -> headers.add(each.key() + "=" + new String(each.value(), UTF_8)));
    headers.sort(null);
    return String.join(" ", headers);
  }

  private static ByteArrayInputStream wave(int rate, int frames) throws IOException {
    AudioFormat format = new AudioFormat(rate, Short.SIZE, 1, true, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(
            new ByteArrayInputStream(new byte[frames * Short.BYTES]), format, frames),
        AudioFileFormat.Type.WAVE,
        out);
    return new ByteArrayInputStream(out.toByteArray());
  }
}
