package io.surtitle.cli.audio;

import io.surtitle.cli.failure.FailedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jspecify.annotations.Nullable;

/** Opens recordings: WAVE and FLAC by themselves, all else through an installed ffmpeg. */
public final class Recordings {
  private static final int LEAST_RATE = io.surtitle.event.AudioFormat.LEAST_RATE;
  private static final int MOST_RATE = io.surtitle.event.AudioFormat.MOST_RATE;
  private static final int MOST_CHANNELS = 2;

  private static final int HEAD = 12;
  private static final int KIND = 8;

  /** Java Sound looks for the format in so many bytes at most, and then begins again. */
  private static final int LOOK_AHEAD = 1 << 20;

  private Recordings() {}

  /**
   * Opens a file.
   *
   * @throws FailedException if it is no audio that can be read
   */
  public static Recording open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), LOOK_AHEAD);
    try {
      AudioInputStream samples = samples(in, file.toString());
      if (samples != null && isTaken(samples.getFormat())) {
        return new Recording(samples);
      }
      in.close();
      return new Recording(Ffmpeg.read(file));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Reads a recording as it comes, such as from standard input.
   *
   * @param name of it in messages
   * @throws FailedException if it is no audio that can be read
   */
  public static Recording open(InputStream stream, String name) throws IOException {
    InputStream in = new BufferedInputStream(stream, LOOK_AHEAD);
    AudioInputStream samples = samples(in, name);
    if (samples == null) {
      return new Recording(Ffmpeg.read(in, name));
    }
    AudioFormat format = samples.getFormat();
    if (!isTaken(format)) {
      throw new FailedException(
          "%s has %d channels of %d samples a second, but one or two of %d to %d are taken"
              .formatted(name, format.getChannels(), rate(format), LEAST_RATE, MOST_RATE));
    }
    return new Recording(samples);
  }

  private static boolean isTaken(AudioFormat format) {
    return rate(format) >= LEAST_RATE
        && rate(format) <= MOST_RATE
        && format.getChannels() <= MOST_CHANNELS;
  }

  private static int rate(AudioFormat format) {
    return Math.round(format.getSampleRate());
  }

  /** Samples of 8 or 16 bits, null if only ffmpeg can read them. */
  private static @Nullable AudioInputStream samples(InputStream in, String name)
      throws IOException {
    in.mark(HEAD);
    byte[] head = Arrays.copyOf(in.readNBytes(HEAD), HEAD);
    in.reset();
    if (begins(head, 0, "fLaC")) {
      return plain(FlacStream.open(in, name));
    }
    if (!begins(head, 0, "RIFF") || !begins(head, KIND, "WAVE")) {
      return null;
    }
    try {
      return plain(AudioSystem.getAudioInputStream(in));
    } catch (UnsupportedAudioFileException e) {
      return null;
    }
  }

  private static boolean begins(byte[] head, int at, String magic) {
    byte[] bytes = magic.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(head, at, at + bytes.length, bytes, 0, bytes.length);
  }

  /** The same as 16-bit PCM, unless it is G.711. */
  private static @Nullable AudioInputStream plain(AudioInputStream samples) {
    AudioFormat from = samples.getFormat();
    if (from.getEncoding().equals(Encoding.ULAW) || from.getEncoding().equals(Encoding.ALAW)) {
      return samples;
    }
    AudioFormat to =
        new AudioFormat(from.getSampleRate(), Short.SIZE, from.getChannels(), true, false);
    if (from.matches(to)) {
      return samples;
    }
    return AudioSystem.isConversionSupported(to, from)
        ? AudioSystem.getAudioInputStream(to, samples)
        : null;
  }
}
