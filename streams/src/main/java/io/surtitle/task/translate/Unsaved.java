package io.surtitle.task.translate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What a session has read since states that can be had again: those of its last snapshot, or zeros.
 * With the tokens written and their delays, its states are a function of these.
 *
 * <pre>
 * unsaved := zero:u8 inputs:i32 (token:i32)*    ; little-endian
 * </pre>
 */
final class Unsaved {
  private static final int FIXED = 1 + Integer.BYTES;

  private boolean zero;
  private boolean possible = true;
  private int inputs;
  private int[] tokens = new int[0];
  private int count;

  private Unsaved(boolean zero) {
    this.zero = zero;
  }

  /** Nothing was read since all states were zeros. */
  static Unsaved sinceZeros() {
    return new Unsaved(true);
  }

  /** Nothing was read since a snapshot. */
  static Unsaved sinceSnapshot() {
    return new Unsaved(false);
  }

  static Unsaved decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Unsaved unsaved = new Unsaved(in.get() != 0);
    unsaved.inputs = in.getInt();
    unsaved.count = in.remaining() / Integer.BYTES;
    unsaved.tokens = new int[unsaved.count];
    in.asIntBuffer().get(unsaved.tokens);
    return unsaved;
  }

  byte[] encode() {
    ByteBuffer out =
        ByteBuffer.allocate(FIXED + Integer.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) (zero ? 1 : 0)).putInt(inputs);
    out.asIntBuffer().put(tokens, 0, count);
    return out.array();
  }

  /** An input is taken. */
  void input() {
    inputs++;
  }

  /** A source token is read. */
  void token(int id) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, Math.max(8, 2 * count));
    }
    tokens[count++] = id;
  }

  /**
   * From here on, states can be had again.
   *
   * @param zeros whether they are zeros; otherwise they are in a snapshot
   */
  void restart(boolean zeros) {
    zero = zeros;
    possible = true;
    inputs = 0;
    count = 0;
  }

  /** States cannot be had again before the next snapshot. */
  void requireSnapshot() {
    possible = false;
  }

  /**
   * Whether a journal may hold it: all of it is known, and a snapshot is due only after more
   * inputs.
   *
   * @param snapshot a snapshot is due after so many inputs; after 1, all is stored in snapshots
   */
  boolean isWithin(int snapshot) {
    return snapshot > 1 && possible && inputs < snapshot;
  }

  /** Whether the states before it are zeros. */
  boolean sinceZero() {
    return zero;
  }

  /** The source tokens read, a copy. */
  int[] tokens() {
    return Arrays.copyOf(tokens, count);
  }
}
