package io.surtitle.cli.audio;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Samples in a format that the engine takes, one block after the other. Not thread-safe. */
public final class Recording implements AutoCloseable {
  private static final int MS = 1_000;

  private final AudioInputStream samples;
  private final int rate;
  private final int frame;
  private long frames;

  Recording(AudioInputStream samples) {
    this.samples = samples;
    this.rate = Math.round(samples.getFormat().getSampleRate());
    this.frame = samples.getFormat().getFrameSize();
  }

  /** The {@code content-type} of its samples. */
  public String contentType() {
    AudioFormat format = samples.getFormat();
    return "%s;rate=%d;channels=%d"
        .formatted(type(format.getEncoding()), rate, format.getChannels());
  }

  private static String type(Encoding encoding) {
    if (encoding.equals(Encoding.ULAW)) {
      return "audio/PCMU";
    }
    return encoding.equals(Encoding.ALAW) ? "audio/PCMA" : "audio/pcm";
  }

  /** How long it is in milliseconds, empty if it does not say. */
  public OptionalLong length() {
    long all = samples.getFrameLength();
    return all == AudioSystem.NOT_SPECIFIED ? OptionalLong.empty() : OptionalLong.of(millis(all));
  }

  /** How much of it was read, in milliseconds, rounded down. */
  public long position() {
    return millis(frames);
  }

  private long millis(long count) {
    return count * MS / rate;
  }

  /**
   * Reads the next block.
   *
   * @param millis how long it is; the last one is shorter
   * @return nothing at the end
   */
  public byte[] read(int millis) throws IOException {
    byte[] block = new byte[Math.max(1, rate * millis / MS) * frame];
    int filled = 0;
    int count = 0;
    while (filled < block.length && count >= 0) {
      filled += count;
      count = samples.read(block, filled, block.length - filled);
    }
    int whole = filled / frame;
    frames += whole;
    return Arrays.copyOf(block, whole * frame);
  }

  @Override
  public void close() throws IOException {
    samples.close();
  }
}
