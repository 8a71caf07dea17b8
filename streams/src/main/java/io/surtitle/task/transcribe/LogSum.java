package io.surtitle.task.transcribe;

/** Sums of probabilities that are given by their natural logarithms. */
final class LogSum {
  /** The logarithm of nothing. */
  static final double ZERO = Double.NEGATIVE_INFINITY;

  private LogSum() {}

  /** The logarithm of the sum of two numbers. */
  static double of(double a, double b) {
    double larger = Math.max(a, b);
    double smaller = Math.min(a, b);
    // StrictMath, since a session must go on the same on another machine.
    return smaller == ZERO ? larger : larger + StrictMath.log1p(StrictMath.exp(smaller - larger));
  }
}
