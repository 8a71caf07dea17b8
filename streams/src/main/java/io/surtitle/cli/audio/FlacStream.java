package io.surtitle.cli.audio;

import io.surtitle.cli.failure.FailedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.jflac.FLACDecoder;
import org.jflac.frame.Frame;
import org.jflac.metadata.StreamInfo;
import org.jflac.util.ByteData;
import org.jspecify.annotations.Nullable;

/** The samples of a FLAC file, little-endian, a frame at a time. */
final class FlacStream extends InputStream {
  private final InputStream file;
  private final FLACDecoder decoder;
  private @Nullable ByteData frame;
  private int next;
  private boolean ended;

  private FlacStream(InputStream file, FLACDecoder decoder) {
    this.file = file;
    this.decoder = decoder;
  }

  /**
   * Opens a file.
   *
   * @param name of it in messages
   * @throws FailedException if it has no samples
   */
  static AudioInputStream open(InputStream file, String name) throws IOException {
    FLACDecoder decoder = new FLACDecoder(file);
    try {
      decoder.readMetadata();
    } catch (EOFException e) {
      throw new FailedException("%s is cut off within its FLAC header".formatted(name), e);
    }
    StreamInfo info = decoder.getStreamInfo();
    if (info == null) {
      throw new FailedException("%s is no FLAC that can be read".formatted(name));
    }
    int bits = (info.getBitsPerSample() + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE;
    AudioFormat format =
        new AudioFormat(info.getSampleRate(), bits, info.getChannels(), bits > Byte.SIZE, false);
    long frames = info.getTotalSamples() > 0 ? info.getTotalSamples() : AudioSystem.NOT_SPECIFIED;
    return new AudioInputStream(new FlacStream(file, decoder), format, frames);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int at, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    ByteData from = frame;
    while (from == null || next == from.getLen()) {
      from = decode(from);
      if (from == null) {
        return -1;
      }
    }
    int count = Math.min(most, from.getLen() - next);
    System.arraycopy(from.getData(), next, into, at, count);
    next += count;
    return count;
  }

  /** The next frame, null at the end; a file that is cut off ends with its last whole frame. */
  private @Nullable ByteData decode(@Nullable ByteData reused) throws IOException {
    Frame read = ended ? null : decoder.readNextFrame();
    if (read == null) {
      ended = true;
      return null;
    }
    next = 0;
    frame = decoder.decodeFrame(read, reused);
    return frame;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
