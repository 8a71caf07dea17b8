package io.surtitle.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaveHeaderTest {
  private static final int HEADER = 44;
  private static final byte[] FRAMES = {1, 0, 3, 0, 5, 0, 7, 0};

  @Test
  void aFileOfTheJdkIsRead() throws IOException {
    byte[] file = file(44_100, 16, 2);

    Pcm pcm = accepted(file);

    assertThat(pcm).isEqualTo(Pcm.of(new short[] {2, 6}, 44_100));
    assertThat(pcm.hasHeader()).isTrue();
    assertThat(pcm.declared()).isEqualTo(AudioFormat.USUAL);
  }

  @Test
  void otherChunksArePassedOver() throws IOException {
    byte[] file = file(16_000, 16, 1);
    byte[] list = "LIST\3\0\0\0abc\0".getBytes(US_ASCII);
    ByteBuffer longer = ByteBuffer.allocate(file.length + list.length);
    longer.put(file, 0, 36).put(list).put(file, 36, file.length - 36);

    assertThat(accepted(longer.array())).isEqualTo(Pcm.of(new short[] {1, 3, 5, 7}, 16_000));
  }

  @Test
  void whatFollowsTheDataIsNotHeard() throws IOException {
    byte[] file = file(16_000, 16, 1);
    byte[] longer = Arrays.copyOf(file, file.length + 10);

    assertThat(accepted(longer).size()).isEqualTo(4);
  }

  /** As programs write it to a pipe. */
  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void anUnknownSizeIsTheRest(int size) throws IOException {
    byte[] file = file(16_000, 16, 1);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(40, size);

    assertThat(accepted(file).size()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"6,PCMA", "7,PCMU"})
  void g711IsRead(short tag, AudioEncoding encoding) throws IOException {
    byte[] file = file(8_000, 8, 1);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(20, tag);

    assertThat(accepted(file).format()).isEqualTo(new AudioFormat(encoding, 8_000, 1));
  }

  @Test
  void anExtensibleFormatIsThatOfItsSubformat() throws IOException {
    byte[] file = file(16_000, 16, 1);
    ByteBuffer longer = ByteBuffer.allocate(file.length + 24).order(ByteOrder.LITTLE_ENDIAN);
    longer.put(file, 0, 36).putShort((short) 22).position(44);
    longer.putShort((short) 1).position(60);
    longer.put(file, 36, file.length - 36);
    longer.putInt(16, 40).putShort(20, (short) 0xfffe);

    assertThat(accepted(longer.array())).isEqualTo(Pcm.of(new short[] {1, 3, 5, 7}, 16_000));
  }

  @ParameterizedTest
  @CsvSource({
    "16000, 8, 1, format 1 with 8 bits",
    "16000, 24, 1, format 1 with 24 bits",
    "96000, 16, 1, 96000 samples a second",
    "16000, 16, 3, 3 channels",
  })
  void otherFormatsAreBad(int rate, int bits, int channels, String fault) throws IOException {
    assertThat(decode(file(rate, bits, channels)))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(Reason.BAD_AUDIO);
              assertThat(rejected.detail()).contains(fault);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 20, 36, 42})
  void aHeaderThatIsCutOffIsBad(int length) throws IOException {
    assertThat(decode(Arrays.copyOf(file(16_000, 16, 1), length)))
        .isEqualTo(
            new Decoded.Rejected<>(
                Reason.BAD_AUDIO,
                "begins as a WAVE file, whose header is cut off: send it in one record"));
  }

  /** Sizes are the producer's: none of them may lead outside of the record. */
  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -9, 15})
  void aSenselessChunkSizeIsBad(int size) throws IOException {
    byte[] file = file(16_000, 16, 1);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(16, size);

    assertThat(decode(file)).isInstanceOf(Decoded.Rejected.class);
  }

  private static byte[] file(int rate, int bits, int channels) throws IOException {
    javax.sound.sampled.AudioFormat format =
        new javax.sound.sampled.AudioFormat(rate, bits, channels, bits > 8, false);
    int frames = FRAMES.length / format.getFrameSize();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(FRAMES), format, frames),
        AudioFileFormat.Type.WAVE,
        out);
    assertThat(out.size()).isGreaterThanOrEqualTo(HEADER);
    return out.toByteArray();
  }

  private static Pcm accepted(byte[] value) {
    Decoded<Pcm> decoded = decode(value);
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted<Pcm>) decoded).arrival().content();
  }

  private static Decoded<Pcm> decode(byte[] value) {
    return new AudioDecoder(1_000).decode("game".getBytes(UTF_8), value, Map.of());
  }
}
