package io.surtitle.task.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Input;
import io.surtitle.event.AudioDecoder;
import io.surtitle.event.Decoded;
import io.surtitle.event.Pcm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of records that leave something out, change their format or have a header. */
class AudioReaderTest {
  private static final int RATE = 16_000;

  private final Hearing hearing = new Hearing(RATE);

  @Test
  void missingRecordsAreSilenceOfTheirLength() {
    hearing.take(ones(100), false, -1, 3);
    hearing.take(ones(50), false, -1, 6);

    assertThat(hearing.junction()).isEqualTo(new Junction(true, 100));
    assertThat(hearing.samples()).isEqualTo(parts(100, -100, 50));
    assertThat(hearing.audio().now()).isEqualTo(new Moment(250, 15));
  }

  /** Media time is what the producer says, so it wins over the count of records. */
  @ParameterizedTest
  @CsvSource({"1_010,64", "1_006,0", "600,0", "3_006,32000"})
  void mediaTimeTellsHowMuchIsMissing(String pts, int silence) {
    hearing.take(ones(96), false, 1_000, 3);
    hearing.take(ones(96), false, Long.parseLong(pts.replace("_", "")), 9);

    assertThat(hearing.junction()).isEqualTo(new Junction(true, silence));
    assertThat(hearing.samples()).isEqualTo(parts(96, -silence, 96));
  }

  @ParameterizedTest
  @ValueSource(longs = {3_007, 90_000, 505, 0})
  void aLongGapIsNotFilled(long pts) {
    hearing.take(ones(96), false, 1_000, 3);
    hearing.take(ones(96), false, pts, 9);

    assertThat(hearing.junction().follows()).isFalse();
    assertThat(hearing.samples()).hasSize(192);
    assertThat(hearing.audio().now()).isEqualTo(new Moment(192, pts + 6));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE / 2, 400, 26})
  void manyMissingRecordsAreNotFilled(long sequence) {
    hearing.take(ones(1_600), false, -1, 3);
    hearing.take(ones(1_600), false, -1, sequence);

    assertThat(hearing.junction().follows()).isFalse();
  }

  @Test
  void repeatedNumbersAreNoGap() {
    hearing.take(ones(1_600), false, -1, 3);
    hearing.take(ones(1_600), false, -1, 3);

    assertThat(hearing.junction()).isEqualTo(new Junction(true, 0));
  }

  @Test
  void whatAFilterHeldBackIsHeardBeforeSilence() {
    hearing.take(constant(800, 8_000), false, -1, 1);
    hearing.take(constant(800, 8_000), false, -1, 3);
    hearing.take(constant(800, 8_000), true, -1, 4);

    short[] heard = hearing.samples();
    assertThat(heard).hasSize(6_400);
    assertThat(Arrays.copyOfRange(heard, 1_600, 3_200)).containsOnly((short) 0);
    assertThat((int) heard[1_500]).isBetween(998, 1_002);
    assertThat((int) heard[3_300]).isBetween(998, 1_002);
    assertThat((int) heard[4_800]).isBetween(998, 1_002);
  }

  @Test
  void whenTheRateChangesNothingIsLost() {
    hearing.take(constant(800, 8_000), false, 5_000, -1);
    hearing.take(constant(1_600, 16_000), false, -1, -1);
    hearing.take(constant(4_410, 44_100), false, -1, -1);
    hearing.take(Pcm.empty(), true, -1, -1);

    assertThat(hearing.samples()).hasSize(4_800);
    assertThat(hearing.audio().now()).isEqualTo(new Moment(4_800, 5_300));
  }

  /** A media time is that of the record's first sample, wherever the filter is. */
  @Test
  void mediaTimesHoldForWhatAFilterHoldsBack() {
    hearing.take(constant(4_800, 48_000), false, 1_000, -1);
    hearing.take(constant(4_800, 48_000), false, 1_090, -1);
    hearing.take(Pcm.empty(), true, -1, -1);

    assertThat(hearing.audio().now()).isEqualTo(new Moment(3_200, 1_190));
    assertThat(hearing.audio().at(1_600).millis()).isEqualTo(1_090);
  }

  @Test
  void silenceEndsWhatAFilterHoldsBack() {
    hearing.take(constant(800, 8_000));
    assertThat(hearing.samples().length).isLessThan(1_600);

    hearing.take(Input.silence(0, 99));

    assertThat(hearing.samples()).hasSize(1_600);
  }

  /** A file that was cut into records says what it is at its begin only. */
  @ParameterizedTest
  @CsvSource({"8000,1", "16000,2", "44100,2"})
  void aHeaderIsReadAndHoldsForTheRecordsAfterIt(int rate, int channels) throws IOException {
    byte[] file = file(rate, channels);
    take(Arrays.copyOf(file, 400), "");
    take(Arrays.copyOfRange(file, 400, 1_400), "");
    take(Arrays.copyOfRange(file, 1_400, file.length), "");
    hearing.take(Pcm.empty(), true, -1, -1);

    short[] heard = hearing.samples();
    assertThat(heard).hasSize(RATE / 10);
    assertThat((int) heard[RATE / 20]).isBetween(998, 1_002);

    take(new byte[3_200], "");
    assertThat(hearing.samples()).hasSize(RATE / 10 + 1_600);
  }

  @Test
  void whatDeclaresAnotherFormatHasIt() throws IOException {
    take(file(44_100, 2), "");
    hearing.take(Input.silence(0, 99));
    take(new byte[3_200], "audio/pcm;rate=8000");
    hearing.take(Input.silence(1, 99));

    assertThat(hearing.samples()).hasSize(RATE / 10 + 3_200);
  }

  private void take(byte[] value, String contentType) {
    Decoded<Pcm> decoded =
        new AudioDecoder(1 << 20)
            .decode(
                "s".getBytes(StandardCharsets.UTF_8),
                value,
                Map.of("content-type", contentType.getBytes(StandardCharsets.UTF_8)));
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    hearing.take(((Decoded.Accepted<Pcm>) decoded).arrival().content());
  }

  /** A tenth of a second of a constant. */
  private static byte[] file(int rate, int channels) throws IOException {
    byte[] data = new byte[rate / 10 * channels * Short.BYTES];
    for (int i = 0; i < data.length; i += Short.BYTES) {
      data[i] = (byte) 1_000;
      data[i + 1] = 1_000 >> Byte.SIZE;
    }
    AudioFormat format = new AudioFormat(rate, Short.SIZE, channels, true, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(data), format, rate / 10),
        AudioFileFormat.Type.WAVE,
        out);
    return out.toByteArray();
  }

  private static Pcm constant(int count, int rate) {
    short[] samples = new short[count];
    Arrays.fill(samples, (short) 1_000);
    return Pcm.of(samples, rate);
  }

  private static Pcm ones(int count) {
    return Pcm.of(parts(count), RATE);
  }

  /** So many ones; where a count is negative, so many zeros. */
  private static short[] parts(int... counts) {
    int length = Arrays.stream(counts).map(Math::abs).sum();
    short[] samples = new short[length];
    int at = 0;
    for (int count : counts) {
      if (count > 0) {
        Arrays.fill(samples, at, at + count, (short) 1);
      }
      at += Math.abs(count);
    }
    return samples;
  }
}
