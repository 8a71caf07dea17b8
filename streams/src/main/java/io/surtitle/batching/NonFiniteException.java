package io.surtitle.batching;

/** The network produced a NaN or an infinity, which must not be kept. */
public final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int INFINITY = 0x7f800000;

  private NonFiniteException(String message) {
    super(message);
  }

  /** Throws if one of {@code count} values is not finite. */
  static void check(float[] values, int from, int count, String what) {
    // The largest magnitude as bits, where NaN and infinity sort above all; the JIT vectorises it.
    int largest = 0;
    for (int i = from; i < from + count; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(values[i]) & MAGNITUDE);
    }
    if (largest >= INFINITY) {
      throw new NonFiniteException("the model produced a value that is not finite in " + what);
    }
  }
}
