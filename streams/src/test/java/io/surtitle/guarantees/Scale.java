package io.surtitle.guarantees;

import java.util.Random;

/**
 * How large runs are, and the seed of everything random in them.
 *
 * @param streams how many speak at the same time
 * @param inputs how many each stream has
 * @param faults how many each mode's run injects
 * @param kills how many processes {@link StandbyTakeover} kills, one after the other
 */
record Scale(int streams, int inputs, int faults, int kills) {
  static final String SCALE_PROPERTY = "surtitle.chaos.scale";
  static final String SEED_PROPERTY = "surtitle.chaos.seed";

  private static final Scale SHORT = new Scale(40, 60, 4, 1);
  private static final Scale LONG = new Scale(200, 300, 24, 9);

  /** The short one, unless {@value #SCALE_PROPERTY} is {@code long}. */
  static Scale chosen() {
    return isLong() ? LONG : SHORT;
  }

  static boolean isLong() {
    return System.getProperty(SCALE_PROPERTY, "short").equals("long");
  }

  /** The seed given as {@value #SEED_PROPERTY}; without one, a random seed. */
  static long seed() {
    String seed = System.getProperty(SEED_PROPERTY, "");
    return seed.isEmpty() ? new Random().nextInt(1_000_000) : Long.parseLong(seed);
  }
}
