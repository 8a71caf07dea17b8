package io.surtitle.task.audio;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.surtitle.event.Pcm;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class NoiseTest {
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(AudioWatch.class);
  private static final int RATE = 16_000;

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Hearing hearing = new Hearing(RATE);

  @BeforeEach
  void listen() {
    logged.start();
    LOGGER.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    LOGGER.detachAppender(logged);
  }

  @Test
  void swappedBytesAreReportedOnce() {
    take(5, i -> Short.reverseBytes(voice(i)), 320);

    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the audio of stream s decodes to nothing but noise at full scale: is it really PCM at"
                + " 16000 samples a second? audio/pcm is little-endian, audio/L16 is big-endian;"
                + " its content-type names both byte order and rate");
  }

  /** All operators of a topic hear the same, and one of them tells it. */
  @Test
  void whoeverElseHearsItDoesNotReportIt() {
    Hearing other = new Hearing(RATE, AudioWatch.NONE);
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      Pcm noise = Pcm.of(noise(random, 320), RATE);
      hearing.take(noise);
      other.take(noise);
    }

    assertThat(logged.list).hasSize(1);
  }

  private static short[] noise(Random random, int count) {
    short[] samples = new short[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (short) random.nextInt();
    }
    return samples;
  }

  @Test
  void bytesThatAreNoSamplesAreReported() {
    Random random = new Random(1);
    take(2, i -> random.nextInt(), 640);

    assertThat(logged.list).hasSize(1);
  }

  @Test
  void aShortNoiseIsNone() {
    Random random = new Random(1);
    take(2, i -> i % 14_000 < 500 ? voice(i) : random.nextInt(), 320);

    assertThat(logged.list).isEmpty();
  }

  @Test
  void whatIsLoudIsNoNoise() {
    take(2, i -> voice(i), 320);
    take(2, i -> Math.max(-32_768, Math.min(32_767, 40 * voice(i))), 320);
    take(2, i -> i / 40 % 2 == 0 ? 32_767 : -32_768, 320);
    take(2, i -> 32_767, 320);
    take(2, i -> 0, 320);

    assertThat(logged.list).isEmpty();
  }

  /** Applause or a bad line: noise, but not at full scale. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 8_000})
  void usualNoiseIsNone(int level) {
    Random random = new Random(1);
    take(2, i -> (int) (level * random.nextGaussian()), 320);

    assertThat(logged.list).isEmpty();
  }

  private static short voice(int i) {
    double sum = 0;
    for (int k = 1; k <= 20; k++) {
      sum += Math.sin(2 * Math.PI * 150 * k * i / RATE) / k;
    }
    return (short) (6_000 * sum);
  }

  private void take(int seconds, IntUnaryOperator sample, int record) {
    short[] samples = new short[seconds * RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) sample.applyAsInt(i);
    }
    for (int i = 0; i < samples.length; i += record) {
      hearing.take(Pcm.of(Arrays.copyOfRange(samples, i, i + record), RATE));
    }
  }
}
