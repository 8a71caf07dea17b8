package io.surtitle.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Audio samples of one channel, of 16 bits each; further channels are mixed into it. Immutable. The
 * samples are decoded when they are read, so that audio which waits takes no more memory than its
 * record.
 *
 * <p>Times are in milliseconds; the sample at index i begins {@code i * 1000 / rate} ms after the
 * first.
 */
public final class Pcm {
  private static final long MS = 1_000;
  private static final Pcm EMPTY = new Pcm(new byte[0], 0, 0, AudioFormat.USUAL, AudioFormat.USUAL);

  private final byte[] bytes;
  private final int begin;
  private final int end;
  private final AudioFormat format;
  private final AudioFormat declared;

  private Pcm(byte[] bytes, int begin, int end, AudioFormat format, AudioFormat declared) {
    this.bytes = bytes;
    this.begin = begin;
    this.end = end;
    this.format = format;
    this.declared = declared;
  }

  /**
   * Audio at a sample rate.
   *
   * @param rate sample rate in Hz
   */
  public static Pcm of(short[] samples, int rate) {
    byte[] bytes = new byte[Short.BYTES * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[Short.BYTES * i] = (byte) samples[i];
      bytes[Short.BYTES * i + 1] = (byte) (samples[i] >> Byte.SIZE);
    }
    return of(bytes, new AudioFormat(AudioEncoding.PCM, rate, 1));
  }

  /** The samples in some bytes, which must not change any more. */
  static Pcm of(byte[] bytes, AudioFormat format) {
    return new Pcm(bytes, 0, bytes.length, format, format);
  }

  /** The samples after a header, whose format replaces the one that was declared. */
  static Pcm of(byte[] bytes, WaveHeader header, AudioFormat declared) {
    return new Pcm(bytes, header.from(), header.to(), header.format(), declared);
  }

  /** No samples. */
  public static Pcm empty() {
    return EMPTY;
  }

  /** The samples in the same bytes if they are in another format; declared is what it was. */
  public Pcm as(AudioFormat other) {
    return new Pcm(bytes, begin, end, other, declared);
  }

  /** Their format. */
  public AudioFormat format() {
    return format;
  }

  /** The format that the record's headers declare. */
  public AudioFormat declared() {
    return declared;
  }

  /** Whether the record begins with a header that states the format. */
  public boolean hasHeader() {
    return begin > 0;
  }

  /** The number of samples. */
  public int size() {
    return (end - begin) / format.frameBytes();
  }

  /** The sample rate in Hz. */
  public int rate() {
    return format.rate();
  }

  /** The sample at an index. */
  public short sample(int index) {
    return format.sample(bytes, begin + index * format.frameBytes());
  }

  /**
   * Copies samples.
   *
   * @param from index of the first sample
   * @param at index of the first in {@code into}
   */
  public void copy(int from, short[] into, int at, int count) {
    for (int i = 0; i < count; i++) {
      into[at + i] = sample(from + i);
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

  private short[] samples() {
    short[] samples = new short[size()];
    copy(0, samples, 0, samples.length);
    return samples;
  }

  /** Whether both sound the same, whatever their encoding. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pcm pcm
        && rate() == pcm.rate()
        && Arrays.equals(samples(), pcm.samples());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(samples()) + rate();
  }

  @Override
  public String toString() {
    return size() + " samples at " + rate() + " Hz";
  }
}
