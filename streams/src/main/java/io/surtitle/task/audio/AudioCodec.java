package io.surtitle.task.audio;

import io.surtitle.engine.Blocks;
import io.surtitle.event.AudioFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The part of a session's bytes that every task which hears audio has, little-endian. A session
 * puts them where its own format says: the samples after the clock, and a block at its end where
 * there is something to tell.
 *
 * <pre>
 * clock   := heard:i64 anchor:moment begin:moment[chunks]
 * samples := (filled:i32 (sample:i16)[filled])[chunks]
 * moment  := sample:i64 millis:i64
 * block   := noise:i32 stated:u8 [declared:format format if stated is 1] rate:i32 [filter if rate > 0]
 * format  := encoding:u8 rate:i32 channels:u8
 * filter  := phase:i64 held:i32 (sample:i16)[held]
 * </pre>
 *
 * <p>The samples are those that do not fill a chunk yet, of which the first is at the moment begin.
 * In the block, with the tag {@value #BLOCK}, noise is milliseconds of noise at full scale, or -1
 * after a warning; the formats are what the record with a header declared, and what its header
 * states; rate is that of the samples in the filter, of which the next sample is {@code phase}
 * after the first one held, in parts of a second times both rates.
 */
public final class AudioCodec {
  /** Bytes of a moment. */
  public static final int MOMENT = 2 * Long.BYTES;

  private static final byte BLOCK = 32;
  private static final int BLOCK_FIXED = Integer.BYTES + 1 + Integer.BYTES;

  private final int rate;
  private final int[] sizes;

  /**
   * A codec for the audio of one bundle.
   *
   * @param rate samples a second that the graphs take
   * @param sizes samples that each graph takes at a time
   */
  public AudioCodec(int rate, int... sizes) {
    this.rate = rate;
    this.sizes = sizes.clone();
  }

  /** Audio of which nothing has been heard. */
  public AudioState fresh() {
    return new AudioState(rate, sizes);
  }

  /** The most bytes of clock, samples and block between two inputs. */
  public int mostBytes() {
    int filter = Resampler.mostBytes(AudioFormat.MOST_RATE, rate);
    int most = clockBytes() + BLOCK_FIXED + Formats.mostBytes() + filter + Blocks.MOST_FRAME;
    for (int size : sizes) {
      most += Integer.BYTES + Short.BYTES * (size - 1);
    }
    return most;
  }

  /** The bytes of clock and samples. */
  public int bytes(AudioState audio) {
    int filled = audio.chunks().stream().mapToInt(Chunk::filled).sum();
    return clockBytes() + sizes.length * Integer.BYTES + Short.BYTES * filled;
  }

  private int clockBytes() {
    return Long.BYTES + (1 + sizes.length) * MOMENT;
  }

  /** Writes the clock. */
  public void putClock(ByteBuffer out, AudioState audio) {
    out.putLong(audio.heard());
    put(out, audio.anchor());
    audio.chunks().forEach(chunk -> put(out, chunk.begin()));
  }

  /** Writes the samples. */
  public void putSamples(ByteBuffer out, AudioState audio) {
    for (Chunk chunk : audio.chunks()) {
      out.putInt(chunk.filled());
      for (short sample : chunk.shorts()) {
        out.putShort(sample);
      }
    }
  }

  /** Reads a clock; the samples, which follow at some distance, are for {@link #readSamples}. */
  public AudioState readClock(ByteBuffer in) {
    AudioState audio = fresh();
    audio.resume(in.getLong(), moment(in));
    audio.chunks().forEach(chunk -> chunk.resume(moment(in), new short[0]));
    return audio;
  }

  /** Reads the samples of audio whose clock was read. */
  public void readSamples(ByteBuffer in, AudioState audio) {
    for (Chunk chunk : audio.chunks()) {
      short[] samples = new short[in.getInt()];
      in.asShortBuffer().get(samples);
      in.position(in.position() + Short.BYTES * samples.length);
      chunk.resume(chunk.begin(), samples);
    }
  }

  /** Adds the block, if there is something to tell. */
  public void putBlock(Blocks blocks, AudioState audio) {
    Resampler filter = audio.resampler();
    int formats = audio.formats().bytes();
    if (audio.noise().state() == 0 && formats == 0 && filter == null) {
      return;
    }
    int size = BLOCK_FIXED + formats + (filter == null ? 0 : filter.bytes());
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(audio.noise().state()).put((byte) (formats == 0 ? 0 : 1));
    audio.formats().put(out);
    out.putInt(filter == null ? 0 : filter.from());
    if (filter != null) {
      filter.put(out);
    }
    blocks.put(BLOCK, out.array());
  }

  /** Reads the block, where there is one, into audio whose clock was read. */
  public void readBlock(Blocks blocks, AudioState audio) {
    ByteBuffer in = keep(blocks, audio);
    int from = in.hasRemaining() ? in.getInt() : 0;
    if (from > 0) {
      Resampler filter = new Resampler(from, rate);
      filter.resume(in);
      audio.resume(filter);
    }
  }

  /**
   * The same as {@link AudioState#keep}, from the bytes of a session, whatever bundle wrote it. The
   * clock is read as that of a bundle which heard audio at the same rate.
   *
   * @param clock the bytes of the same session from its clock on
   */
  public static void keep(byte[] session, ByteBuffer clock, AudioState audio) {
    ByteBuffer unused = keep(Blocks.atEnd(session), audio);
    long heard = clock.getLong();
    audio.goOnFrom(moment(clock).at(heard, audio.rate()).millis());
  }

  /** The rest of the block is the filter. */
  private static ByteBuffer keep(Blocks blocks, AudioState audio) {
    ByteBuffer in = ByteBuffer.wrap(blocks.get(BLOCK)).order(ByteOrder.LITTLE_ENDIAN);
    if (in.hasRemaining()) {
      audio.noise().resume(in.getInt());
      if (in.get() != 0) {
        audio.formats().resume(in);
      }
    }
    return in;
  }

  /** Passes over the clock of a session with so many chunks, whatever bundle wrote it. */
  public static void skipClock(ByteBuffer in, int chunks) {
    in.position(in.position() + Long.BYTES + (1 + chunks) * MOMENT);
  }

  /** Writes a moment. */
  public static void put(ByteBuffer out, Moment moment) {
    out.putLong(moment.sample()).putLong(moment.millis());
  }

  /** Reads a moment. */
  public static Moment moment(ByteBuffer in) {
    return new Moment(in.getLong(), in.getLong());
  }
}
