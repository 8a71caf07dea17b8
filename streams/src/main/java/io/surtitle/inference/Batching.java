package io.surtitle.inference;

import org.jspecify.annotations.Nullable;

/**
 * How rows of many sessions are batched, which depends on the device.
 *
 * @param sessions most sessions that one thread has in a wave
 * @param rows enough rows in one run: more are no faster and take more memory
 * @param padded whether runs are padded to a few sizes
 * @param shared whether the threads share one runner, so that runs are larger
 */
public record Batching(int sessions, int rows, boolean padded, boolean shared) {
  /** A processor is busy with a few rows, and the threads have one each. */
  public static final Batching CPU = new Batching(128, 256, false, false);

  /** A GPU takes thousands of rows in the time of a few. One session may add 256 to its limit. */
  public static final Batching GPU = new Batching(1024, 4096 - 256, true, true);

  private static final int SMALLEST = 64;
  private static final int LARGE = 1024;

  /** What somebody set; null for what suits the device. */
  public record Overrides(
      @Nullable Integer sessions,
      @Nullable Integer rows,
      @Nullable Boolean padded,
      @Nullable Boolean shared) {
    /** Nothing is set. */
    public static final Overrides NONE = new Overrides(null, null, null, null);
  }

  /** The same but for what is set. */
  Batching with(Overrides set) {
    return new Batching(
        set.sessions() == null ? sessions : set.sessions(),
        set.rows() == null ? rows : set.rows(),
        set.padded() == null ? padded : set.padded(),
        set.shared() == null ? shared : set.shared());
  }

  /** How many rows a run has for so many: if padded, 64, 128 ... 1024, or a multiple of 1024. */
  int padded(int count) {
    if (!padded) {
      return count;
    }
    if (count > LARGE) {
      return Math.multiplyExact((count + LARGE - 1) / LARGE, LARGE);
    }
    int size = SMALLEST;
    while (size < count) {
      size *= 2;
    }
    return size;
  }
}
