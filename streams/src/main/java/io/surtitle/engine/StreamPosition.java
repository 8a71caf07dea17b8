package io.surtitle.engine;

/**
 * Positions of inputs in their streams. A position orders an input among all that were ever
 * appended to its stream, and is part of the id of a caption that begins in it.
 *
 * <pre>
 * position = generation * 10,000,000,000,000 + offset
 * </pre>
 *
 * <p>Offsets restart when a topic is recreated, and change their meaning when a stream moves to
 * another partition. Each time a new generation begins, so positions only increase and no id is
 * ever used twice. In the first generation, 0, a position equals the offset. At 1,000 records a
 * second, a partition would need 300 years to reach the next generation by itself.
 */
public final class StreamPosition {
  private static final long OFFSETS = 10_000_000_000_000L;

  private StreamPosition() {}

  /** The position of an offset. */
  public static long of(int generation, long offset) {
    return generation * OFFSETS + offset;
  }

  /** The offset, in its partition, of the input at a position. */
  public static long offset(long position) {
    return position % OFFSETS;
  }

  /** The generation of a position: how many began before it. */
  public static int generation(long position) {
    return (int) (position / OFFSETS);
  }

  /** The position after all inputs of earlier generations; no record has it. */
  public static long before(int generation) {
    return generation * OFFSETS - 1;
  }
}
