package io.surtitle.task.audio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much each sample around a moment weighs in the sample at that moment, for a change of rate.
 * After Julius O. Smith, "Digital Audio Resampling Home Page" (CCRMA, Stanford University): a sinc
 * under a Kaiser window, which a table holds for all rates and between whose entries a line is
 * drawn. The weights of rates that are in common use are kept; both ways give the same.
 */
final class Weights {
  /** Zero crossings of the sinc on each side. */
  private static final int CROSSINGS = 32;

  /** Entries of the table from one zero crossing to the next. */
  private static final int STEPS = 512;

  /** Where the sinc falls to a half, of half the lower rate. */
  private static final double CUTOFF = 0.92;

  /** Of the window: a stop band about 80 dB down. */
  private static final double BETA = 8;

  private static final double[] TABLE = table();

  /** Moments between two samples of which weights are kept, and changes of rate, at most. */
  private static final int MOST_KEPT = 1_000;

  private static final int MOST_CHANGES = 16;

  private static final double[][] NONE = {};

  private static final Map<Long, double[][]> KEPT = new ConcurrentHashMap<>();

  private final int to;
  private final double scale;
  private final int reach;
  private final int divisor;

  /** For each moment between two samples; none if they are not kept. */
  private final double[][] kept;

  private final double[] made;

  /** The weights for samples at one rate that make samples at another. */
  Weights(int from, int to) {
    this.to = to;
    this.scale = CUTOFF * Math.min(1, (double) to / from);
    this.reach = reach(from, to);
    this.divisor = divisor(from, to);
    this.made = new double[2 * reach];
    this.kept = kept(((long) from << Integer.SIZE) | to);
  }

  /** How many samples on each side of a moment count. */
  int reach() {
    return reach;
  }

  static int reach(int from, int to) {
    return (int) Math.ceil(CROSSINGS / (CUTOFF * Math.min(1, (double) to / from)));
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  private double[][] kept(long change) {
    double[][] known = KEPT.getOrDefault(change, NONE);
    if (known.length > 0 || to / divisor > MOST_KEPT || KEPT.size() >= MOST_CHANGES) {
      return known;
    }
    double[][] all = new double[to / divisor][2 * reach];
    for (int i = 0; i < all.length; i++) {
      fill(all[i], i * divisor);
    }
    KEPT.put(change, all);
    return all;
  }

  /**
   * The weights of the samples around a moment, {@link #reach} before and as many after it: live,
   * until the next call.
   *
   * @param after the sample before it, in parts of one by the rate that is made
   */
  double[] around(int after) {
    if (kept.length > 0) {
      return kept[after / divisor];
    }
    fill(made, after);
    return made;
  }

  private void fill(double[] weights, int after) {
    double fraction = (double) after / to;
    for (int i = 0; i < reach; i++) {
      weights[reach - 1 - i] = scale * weight((i + fraction) * scale * STEPS);
      weights[reach + i] = scale * weight((i + 1 - fraction) * scale * STEPS);
    }
  }

  private static double weight(double at) {
    int entry = (int) at;
    double before = TABLE[entry];
    return before + (at - entry) * (TABLE[entry + 1] - before);
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
}
