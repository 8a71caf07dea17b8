package io.surtitle.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * 16-bit audio samples of one channel. Immutable.
 *
 * <p>Times are in milliseconds; the sample at index i begins {@code i * 1000 / rate} ms after the
 * first.
 */
public final class Pcm {
  private static final float FULL_SCALE = 32_768;
  private static final long MS = 1_000;

  private final short[] samples;
  private final int rate;

  private Pcm(short[] samples, int rate) {
    this.samples = samples;
    this.rate = rate;
  }

  /**
   * Audio at a sample rate.
   *
   * @param rate sample rate in Hz
   */
  public static Pcm of(short[] samples, int rate) {
    return new Pcm(samples.clone(), rate);
  }

  /** No samples. */
  static Pcm empty(int rate) {
    return new Pcm(new short[0], rate);
  }

  /**
   * Decodes samples.
   *
   * @param bytes two for each sample
   */
  static Pcm read(byte[] bytes, ByteOrder order, int rate) {
    short[] samples = new short[bytes.length / Short.BYTES];
    ByteBuffer.wrap(bytes).order(order).asShortBuffer().get(samples);
    return new Pcm(samples, rate);
  }

  /** The number of samples. */
  public int size() {
    return samples.length;
  }

  /** The sample rate in Hz. */
  public int rate() {
    return rate;
  }

  /** The sample at an index. */
  public short sample(int index) {
    return samples[index];
  }

  /**
   * Copies samples, scaled to the range from -1 inclusive to 1 exclusive.
   *
   * @param from index of the first sample
   * @param at index of the first in {@code into}
   */
  public void copy(int from, float[] into, int at, int count) {
    for (int i = 0; i < count; i++) {
      into[at + i] = samples[from + i] / FULL_SCALE;
    }
  }

  /** The duration of a number of samples at a rate, in milliseconds, rounded down. */
  public static long millis(long samples, int rate) {
    return Math.floorDiv(samples * MS, rate);
  }

  /** The number of samples at a rate in a duration in milliseconds, rounded down. */
  public static long samples(long millis, int rate) {
    return Math.floorDiv(millis * rate, MS);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pcm pcm && rate == pcm.rate && Arrays.equals(samples, pcm.samples);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(samples) + rate;
  }

  @Override
  public String toString() {
    return samples.length + " samples at " + rate + " Hz";
  }
}
