package io.surtitle.session;

/**
 * Positions of inputs in their streams: where an input stands among all that were ever appended to
 * its stream, and half of the id of a caption that begins in it.
 *
 * <pre>
 * position = generation * 10,000,000,000,000 + offset
 * </pre>
 *
 * <p>Offsets begin again when a topic is recreated, and mean something else when a stream moves to
 * another partition. Each time, a new generation begins, so positions only ascend and no id is ever
 * used twice. The first generation is 0, in which a position is the offset. A partition would take
 * 300 years at 1,000 records a second to come to the next generation by itself.
 */
public final class StreamPosition {
  private static final long OFFSETS = 10_000_000_000_000L;

  private StreamPosition() {}

  /** The position of an offset. */
  public static long of(int generation, long offset) {
    return generation * OFFSETS + offset;
  }

  /** The offset in its partition of the input at a position. */
  public static long offset(long position) {
    return position % OFFSETS;
  }

  /** How many generations began before the one of a position. */
  public static int generation(long position) {
    return (int) (position / OFFSETS);
  }

  /** The position behind all inputs of the generations before one: that of no record. */
  public static long before(int generation) {
    return generation * OFFSETS - 1;
  }
}
