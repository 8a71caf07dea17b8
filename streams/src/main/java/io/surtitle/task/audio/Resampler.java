package io.surtitle.task.audio;

import io.surtitle.event.Pcm;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Changes the rate of a stream's samples, and lets nothing pass above half the lower rate: each
 * sample is a sum of those around it, with {@link Weights}.
 *
 * <p>Its samples depend on those before only, not on how they were cut, and on every machine they
 * are the same: all sums are of doubles in a fixed order, and times are whole numbers. The sample n
 * is that of the time n / to, so that nothing drifts. Not thread-safe.
 */
final class Resampler {
  /** Samples to take at a time. */
  private static final int BLOCK = 1_024;

  private final int from;
  private final int to;
  private final Weights weights;
  private final int reach;

  /** The samples that are still needed, and how many these are. */
  private final short[] held;

  private int count;

  /** The time of the next sample to read since the first one held, times both rates. */
  private long phase;

  /** The phase at which samples end. */
  private long end = Long.MAX_VALUE;

  /**
   * Nothing has been taken.
   *
   * @param from rate of the samples that are taken, in Hz
   * @param to rate of those that are read
   */
  Resampler(int from, int to) {
    this.from = from;
    this.to = to;
    this.weights = new Weights(from, to);
    this.reach = weights.reach();
    this.held = new short[3 * reach + BLOCK];
    this.count = reach - 1;
    this.phase = (long) count * to;
  }

  int from() {
    return from;
  }

  /** Takes samples, as many as there is room for; how many these are. */
  int take(Pcm pcm, int first) {
    forget();
    int taken = Math.min(held.length - count, pcm.size() - first);
    pcm.copy(first, held, count, taken);
    count += taken;
    return taken;
  }

  /** No more will be taken: silence follows. */
  void end() {
    forget();
    end = (long) count * to;
    Arrays.fill(held, count, count + reach, (short) 0);
    count += reach;
  }

  /** How many samples it still holds back of what was taken, rounded down. */
  long heldBack() {
    return ((long) count * to - phase) / from;
  }

  /**
   * Reads samples.
   *
   * @return how many were read; 0 if others must be taken first
   */
  int read(short[] into, int most) {
    int made = 0;
    while (made < most && phase / to + reach < count && phase < end) {
      into[made++] = sample((int) (phase / to) - reach + 1, weights.around((int) (phase % to)));
      phase += from;
    }
    return made;
  }

  /** The sum of weighted samples, in two parts, which a processor can add side by side. */
  private short sample(int first, double[] weighted) {
    double even = 0;
    double odd = 0;
    for (int i = 0; i < weighted.length; i += 2) {
      even += weighted[i] * held[first + i];
      odd += weighted[i + 1] * held[first + i + 1];
    }
    double rounded = Math.rint(even + odd);
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
  }

  /** Drops the samples that no later one needs. */
  private void forget() {
    int unused = (int) (phase / to) - (reach - 1);
    System.arraycopy(held, unused, held, 0, count - unused);
    count -= unused;
    phase -= (long) unused * to;
  }

  /** The most bytes of a filter from any rate that audio may have. */
  static int mostBytes(int mostFrom, int to) {
    return Integer.BYTES
        + Long.BYTES
        + Integer.BYTES
        + Short.BYTES * (2 * Weights.reach(mostFrom, to) + 8);
  }

  /** The bytes of {@link #put}. */
  int bytes() {
    forget();
    return Long.BYTES + Integer.BYTES + Short.BYTES * count;
  }

  /** Writes what it holds. */
  void put(ByteBuffer out) {
    forget();
    out.putLong(phase).putInt(count);
    for (int i = 0; i < count; i++) {
      out.putShort(held[i]);
    }
  }

  /** Reads what another held. */
  void resume(ByteBuffer in) {
    phase = in.getLong();
    count = in.getInt();
    for (int i = 0; i < count; i++) {
      held[i] = in.getShort();
    }
  }
}
