package io.surtitle.batching;

/** The network produced a NaN or an infinity, which must not be kept. */
public final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int LAST_OF_EXPONENT = 0x00800000;

  private NonFiniteException(String message) {
    super(message);
  }

  /** Throws if one of {@code count} values is not finite. */
  static void check(float[] values, int from, int count, String what) {
    // Where all bits of the exponent are set, one more carries into the sign. Vectorised by the
    // JIT.
    int carries = 0;
    for (int i = from; i < from + count; i++) {
      carries |= (Float.floatToRawIntBits(values[i]) & MAGNITUDE) + LAST_OF_EXPONENT;
    }
    if (carries < 0) {
      throw new NonFiniteException("the model produced a value that is not finite in " + what);
    }
  }
}
