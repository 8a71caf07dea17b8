package io.surtitle.session;

/**
 * One run of a producer, which counts its inputs by itself.
 *
 * @param producer its name, {@code surtitle-producer}; empty if it has none
 * @param sequence number of the last of its inputs that was taken
 */
record ProducerRun(String producer, long sequence) {
  /** So far below the last, a number is no repeat: the producer began again. */
  static final long FAR = 100;

  /** The same for a number with which runs begin. */
  static final long FAR_FOR_FIRST = 10;

  private static final long FIRST = 1;

  /** Whether a number was taken before. */
  boolean repeats(long number) {
    return number <= sequence && !isNewRun(number);
  }

  /** The run after an input that it did not take before. */
  ProducerRun after(long number) {
    return new ProducerRun(producer, isNewRun(number) ? number : Math.max(sequence, number));
  }

  private boolean isNewRun(long number) {
    long below = sequence - number;
    return below >= FAR || (number <= FIRST && below >= FAR_FOR_FIRST);
  }
}
