package io.surtitle.inference;

import java.util.Arrays;

/**
 * The states of a batch's rows, one array each. A run may have more rows: the last one repeated,
 * whose results nobody reads.
 */
final class RowStates {
  private final int bytes;
  private final Batching batching;
  private byte[][] states = new byte[16][];
  private int rows;

  RowStates(int bytes, Batching batching) {
    this.bytes = bytes;
    this.batching = batching;
  }

  void add(byte[] state) {
    requireSize(state);
    if (rows == states.length) {
      states = Arrays.copyOf(states, rows * 2);
    }
    states[rows++] = state;
  }

  void requireSize(byte[] state) {
    if (state.length != bytes) {
      throw new IllegalArgumentException(
          "a row's state has %d bytes, not %d".formatted(state.length, bytes));
    }
  }

  /** The state of a row of the run. */
  byte[] get(int row) {
    return states[real(row)];
  }

  /** The row that a row of the run is: itself, or the last one. */
  int real(int row) {
    return Math.min(row, rows - 1);
  }

  /** How many rows there are. */
  int rows() {
    return rows;
  }

  /** How many memories the run has for so many that rows share. */
  int padMemories(int memories) {
    return batching.padded(memories);
  }

  /** How many rows the run has. */
  int padded() {
    return batching.padded(rows);
  }

  /** Forgets the rows, and does not keep their arrays from being collected. */
  void clear() {
    Arrays.fill(states, 0, rows, null);
    rows = 0;
  }
}
