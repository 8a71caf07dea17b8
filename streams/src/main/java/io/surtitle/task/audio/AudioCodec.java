package io.surtitle.task.audio;

import io.surtitle.event.Pcm;
import java.nio.ByteBuffer;

/**
 * The part of a session's bytes that every task which hears audio has, little-endian. A session
 * puts them where its own format says, the samples after the clock.
 *
 * <pre>
 * clock   := heard:i64 anchor:moment begin:moment[chunks]
 * samples := (filled:i32 (sample:i16)[filled])[chunks]
 * moment  := sample:i64 millis:i64
 * </pre>
 *
 * <p>The samples are those that do not fill a chunk yet, of which the first is at the moment begin.
 */
public final class AudioCodec {
  /** Bytes of a moment. */
  public static final int MOMENT = 2 * Long.BYTES;

  private static final float FULL_SCALE = 32_768;

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

  /** The most bytes of clock and samples between two inputs. */
  public int mostBytes() {
    int most = clockBytes();
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
      for (int i = 0; i < chunk.filled(); i++) {
        out.putShort((short) (chunk.samples()[i] * FULL_SCALE));
      }
    }
  }

  /** Reads a clock; the samples, which follow at some distance, are for {@link #readSamples}. */
  public AudioState readClock(ByteBuffer in) {
    AudioState audio = fresh();
    audio.resume(in.getLong(), moment(in));
    audio.chunks().forEach(chunk -> chunk.resume(moment(in), Pcm.of(new short[0], rate)));
    return audio;
  }

  /** Reads the samples of audio whose clock was read. */
  public void readSamples(ByteBuffer in, AudioState audio) {
    for (Chunk chunk : audio.chunks()) {
      short[] samples = new short[in.getInt()];
      in.asShortBuffer().get(samples);
      in.position(in.position() + Short.BYTES * samples.length);
      chunk.resume(chunk.begin(), Pcm.of(samples, rate));
    }
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
