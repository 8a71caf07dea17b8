package io.surtitle.guarantees;

import java.util.Random;

/**
 * How large a run is, and the seed of all that is random in it.
 *
 * @param streams at once
 * @param inputs of each stream
 * @param faults of each mode's run
 * @param kills of a process, one after the other, where silence is measured
 */
record Scale(int streams, int inputs, int faults, int kills) {
  static final String SCALE_PROPERTY = "surtitle.chaos.scale";
  static final String SEED_PROPERTY = "surtitle.chaos.seed";

  private static final Scale SHORT = new Scale(40, 60, 4, 1);
  private static final Scale LONG = new Scale(200, 300, 24, 9);

  /** Short, unless {@value #SCALE_PROPERTY} is {@code long}. */
  static Scale chosen() {
    return isLong() ? LONG : SHORT;
  }

  static boolean isLong() {
    return System.getProperty(SCALE_PROPERTY, "short").equals("long");
  }

  /** That of {@value #SEED_PROPERTY}; where there is none, another one each time. */
  static long seed() {
    String seed = System.getProperty(SEED_PROPERTY, "");
    return seed.isEmpty() ? new Random().nextInt(1_000_000) : Long.parseLong(seed);
  }
}
