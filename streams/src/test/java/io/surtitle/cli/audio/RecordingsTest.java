package io.surtitle.cli.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.cli.failure.FailedException;
import io.surtitle.deploy.Tool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingsTest {
  private static final int FRAMES = 1_000;

  @TempDir private Path directory;

  @Test
  void aWaveFileIsRead() throws IOException {
    Path file = Files.write(directory.resolve("a.wav"), wave(22_050, 2));

    try (Recording recording = Recordings.open(file)) {
      assertThat(recording.contentType()).isEqualTo("audio/pcm;rate=22050;channels=2");
      assertThat(recording.length()).hasValue(45);
      assertThat(recording.read(10)).hasSize(220 * 4);
      assertThat(recording.position()).isEqualTo(9);
      assertThat(recording.read(1_000)).isEqualTo(data(2, 220));
      assertThat(recording.position()).isEqualTo(45);
      assertThat(recording.read(10)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"mono,16000,1", "stereo,44100,2"})
  void aFlacFileIsRead(String name, int rate, int channels) throws IOException {
    try (InputStream in = RecordingsTest.class.getResourceAsStream("/audio/" + name + ".flac");
        Recording recording = Recordings.open(Objects.requireNonNull(in), name)) {
      assertThat(recording.contentType())
          .isEqualTo("audio/pcm;rate=%d;channels=%d".formatted(rate, channels));
      assertThat(recording.length()).hasValue(FRAMES * 1_000L / rate);
      assertThat(recording.read(1_000)).isEqualTo(data(channels, 0));
      assertThat(recording.read(1_000)).isEmpty();
    }
  }

  @Test
  void aFlacFileThatIsCutOffEndsEarly() throws IOException {
    byte[] flac = flac();
    byte[] cut = Arrays.copyOf(flac, flac.length - 10);

    try (Recording recording = Recordings.open(new ByteArrayInputStream(cut), "cut")) {
      assertThat(recording.read(1_000).length).isLessThan(2 * FRAMES);
    }
  }

  @Test
  void aFlacFileWithoutAHeaderIsNone() throws IOException {
    byte[] cut = Arrays.copyOf(flac(), 20);

    assertThatThrownBy(() -> Recordings.open(new ByteArrayInputStream(cut), "cut"))
        .isInstanceOf(FailedException.class)
        .hasMessage("cut is cut off within its FLAC header");
  }

  /** As ffmpeg writes it to a pipe: it does not know how long it will be. */
  @Test
  void aWaveStreamHasNoLength() throws IOException {
    byte[] wave = wave(16_000, 1);
    ByteBuffer.wrap(wave).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1).putInt(40, -1);

    try (Recording recording = Recordings.open(new ByteArrayInputStream(wave), "stdin")) {
      assertThat(recording.read(1_000)).isEqualTo(data(1, 0));
      assertThat(recording.read(1_000)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 24, 32})
  void otherWidthsBecomeSixteenBits(int bits) throws IOException {
    AudioFormat format = new AudioFormat(16_000, bits, 1, bits > 8, false);
    byte[] samples = new byte[100 * bits / 8];
    Arrays.fill(samples, (byte) 0x40);

    try (Recording recording = Recordings.open(file(samples, format, 100), "wide")) {
      assertThat(recording.contentType()).isEqualTo("audio/pcm;rate=16000;channels=1");
      ByteBuffer read = ByteBuffer.wrap(recording.read(1_000)).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(read.capacity()).isEqualTo(200);
      assertThat(read.getShort(100))
          .isBetween((short) (bits > 8 ? 16_380 : -16_500), (short) 16_500);
    }
  }

  @Test
  void g711StaysWhatItIs() throws IOException {
    AudioFormat format = new AudioFormat(Encoding.ULAW, 8_000, 8, 1, 1, 8_000, false);
    byte[] samples = new byte[100];
    Arrays.fill(samples, (byte) 0x8f);

    try (Recording recording = Recordings.open(file(samples, format, 100), "telephone")) {
      assertThat(recording.contentType()).isEqualTo("audio/PCMU;rate=8000;channels=1");
      assertThat(recording.read(1_000)).isEqualTo(samples);
    }
  }

  @Test
  void aStreamThatIsTooWideIsRefused() {
    assertThatThrownBy(
            () -> Recordings.open(new ByteArrayInputStream(wave(96_000, 2)), "standard input"))
        .isInstanceOf(FailedException.class)
        .hasMessage(
            "standard input has 2 channels of 96000 samples a second, but one or two of 8000 to"
                + " 48000 are taken");
  }

  @ParameterizedTest
  @CsvSource({"opus,libopus", "mp3,mp3", "mkv,flac", "wav,pcm_s16le -ar 96000"})
  void allElseIsReadByFfmpeg(String suffix, String codec) throws Exception {
    Tool ffmpeg = Tool.orSkip("ffmpeg", "ffmpeg");
    Path file = directory.resolve("a b." + suffix);
    String tone = "-v error -f lavfi -i sine=frequency=440:duration=1:sample_rate=48000 -c:a ";
    List<String> arguments = new ArrayList<>(List.of((tone + codec).split(" ")));
    arguments.add(file.toString());
    Tool.Said said = ffmpeg.run(directory, arguments.toArray(String[]::new));
    assertThat(said.code()).as(said.text()).isZero();

    try (Recording recording = Recordings.open(file)) {
      assertThat(recording.contentType()).isEqualTo("audio/pcm;rate=16000;channels=1");
      assertThat(recording.length()).isEmpty();
      assertThat(recording.read(5_000).length).isBetween(31_000, 34_000);
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (!suffix.equals("wav")) {
        assertThat(Recordings.open(in, "stdin").read(5_000).length).isBetween(31_000, 34_000);
      }
    }
  }

  @Test
  void whatFfmpegDoesNotKnowIsRefused() throws Exception {
    Tool.orSkip("ffmpeg", "ffmpeg");
    Path file = Files.writeString(directory.resolve("notes.txt"), "no sound ".repeat(100));

    try (Recording recording = Recordings.open(file)) {
      assertThatThrownBy(() -> recording.read(100))
          .isInstanceOf(FailedException.class)
          .hasMessageMatching("ffmpeg cannot read .*notes.txt: .+");
    }
  }

  @Test
  void withoutFfmpegItIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("a.opus"), "");

    assertThatThrownBy(() -> Ffmpeg.read(file, directory.resolve("nowhere").toString()))
        .isInstanceOf(FailedException.class)
        .hasMessageEndingWith(
            "a.opus is neither WAV nor FLAC that is read without ffmpeg; install ffmpeg for all"
                + " else");
  }

  private static byte[] flac() throws IOException {
    try (InputStream in = RecordingsTest.class.getResourceAsStream("/audio/mono.flac")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static byte[] wave(int rate, int channels) throws IOException {
    AudioFormat format = new AudioFormat(rate, Short.SIZE, channels, true, false);
    return file(data(channels, 0), format, FRAMES).readAllBytes();
  }

  private static InputStream file(byte[] samples, AudioFormat format, int frames)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(samples), format, frames),
        AudioFileFormat.Type.WAVE,
        out);
    return new ByteArrayInputStream(out.toByteArray());
  }

  /** The samples of the FLAC files, from a frame on. */
  private static byte[] data(int channels, int from) {
    ByteBuffer data =
        ByteBuffer.allocate((FRAMES - from) * channels * Short.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = from; i < FRAMES; i++) {
      for (int channel = 1; channel <= channels; channel++) {
        data.putShort((short) ((i * i * 7 + i * 131 * channel) % 20_001 - 10_000));
      }
    }
    return data.array();
  }
}
