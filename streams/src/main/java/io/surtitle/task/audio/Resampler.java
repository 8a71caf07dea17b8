package io.surtitle.task.audio;

import io.surtitle.event.Pcm;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Changes the rate of a stream's samples, and lets nothing pass above half the lower rate. After
 * Julius O. Smith, "Digital Audio Resampling Home Page" (CCRMA, Stanford University): each sample
 * is a sum of those around it, weighted by a sinc under a Kaiser window, which a table holds for
 * all rates and between whose entries a line is drawn.
 *
 * <p>Its samples depend on those before only, not on how they were cut, and on every machine they
 * are the same: all sums are of doubles in a fixed order, and times are whole numbers. The sample n
 * is that of the time n / to, so that nothing drifts. Not thread-safe.
 */
final class Resampler {
  /** Zero crossings of the sinc on each side. */
  private static final int CROSSINGS = 32;

  /** Entries of the table from one zero crossing to the next. */
  private static final int STEPS = 512;

  /** Where the sinc falls to a half, of half the lower rate. */
  private static final double CUTOFF = 0.92;

  /** Of the window: a stop band about 80 dB down. */
  private static final double BETA = 8;

  private static final double[] TABLE = table();

  /** Samples to take at a time. */
  private static final int BLOCK = 1_024;

  private final int from;
  private final int to;
  private final double scale;
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
    this.scale = CUTOFF * Math.min(1, (double) to / from);
    this.reach = reach(from, to);
    this.held = new short[3 * reach + BLOCK];
    this.count = reach - 1;
    this.phase = (long) count * to;
  }

  private static int reach(int from, int to) {
    return (int) Math.ceil(CROSSINGS / (CUTOFF * Math.min(1, (double) to / from)));
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
      into[made++] = sample((int) (phase / to), (double) (phase % to) / to);
      phase += from;
    }
    return made;
  }

  /** The sample that is a fraction after one of those held. */
  private short sample(int index, double fraction) {
    double step = scale * STEPS;
    double sum = 0;
    double at = fraction * step;
    for (int i = index; i > index - reach; i--) {
      sum += weight(at) * held[i];
      at += step;
    }
    at = (1 - fraction) * step;
    for (int i = index + 1; i <= index + reach; i++) {
      sum += weight(at) * held[i];
      at += step;
    }
    double rounded = Math.rint(sum * scale);
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
  }

  private static double weight(double at) {
    int entry = (int) at;
    double before = TABLE[entry];
    return before + (at - entry) * (TABLE[entry + 1] - before);
  }

  /** Drops the samples that no later one needs. */
  private void forget() {
    int unused = (int) (phase / to) - (reach - 1);
    System.arraycopy(held, unused, held, 0, count - unused);
    count -= unused;
    phase -= (long) unused * to;
  }

  /** The sinc under its window, from its middle on; nothing after the last crossing. */
  private static double[] table() {
    double[] table = new double[(CROSSINGS + 1) * STEPS + 2];
    table[0] = 1;
    for (int i = 1; i < CROSSINGS * STEPS; i++) {
      double x = (double) i / STEPS;
      double edge = x / CROSSINGS;
      double window = bessel(BETA * Math.sqrt(1 - edge * edge)) / bessel(BETA);
      table[i] = StrictMath.sin(Math.PI * x) / (Math.PI * x) * window;
    }
    return table;
  }

  /** The modified Bessel function of the first kind and order 0, by its series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      double factor = x / 2 / k;
      term *= factor * factor;
      sum += term;
    }
    return sum;
  }

  /** The most bytes of a filter from any rate that audio may have. */
  static int mostBytes(int mostFrom, int to) {
    return Integer.BYTES + Long.BYTES + Integer.BYTES + Short.BYTES * (2 * reach(mostFrom, to) + 8);
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
