package io.surtitle.batching;

/** The network produced a NaN or an infinity, which must not be kept. */
public final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NonFiniteException(String message) {
    super(message);
  }

  /** Throws if one of {@code count} values is not finite. */
  static void check(float[] values, int from, int count, String what) {
    float zero = 0;
    for (int i = from; i < from + count; i++) {
      zero += values[i] * 0f; // NaN and infinity times zero are NaN
    }
    if (zero != 0f) {
      throw new NonFiniteException("the model produced a value that is not finite in " + what);
    }
  }
}
