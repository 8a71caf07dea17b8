package io.surtitle.engine;

/**
 * One run of a producer, with its own count of inputs.
 *
 * @param producer its name, {@code surtitle-producer}; empty if it has none
 * @param sequence the number of its last input that was taken
 */
public record ProducerRun(String producer, long sequence) {
  /** A number this far below the last is no repeat: the producer has restarted its count. */
  static final long FAR = 100;

  /** The same for the numbers with which a run begins, 0 and 1. */
  static final long FAR_FOR_FIRST = 10;

  private static final long FIRST = 1;

  /** Whether an input with a number was already taken. */
  boolean repeats(long number) {
    return number <= sequence && !isNewRun(number);
  }

  /** The run after an input that is no repeat. */
  ProducerRun after(long number) {
    return new ProducerRun(producer, isNewRun(number) ? number : Math.max(sequence, number));
  }

  private boolean isNewRun(long number) {
    long below = sequence - number;
    return below >= FAR || (number <= FIRST && below >= FAR_FOR_FIRST);
  }
}
