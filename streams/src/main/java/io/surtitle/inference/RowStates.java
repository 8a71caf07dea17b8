package io.surtitle.inference;

import java.util.Arrays;

/** The states of a batch's rows, one array each. */
final class RowStates {
  private final int bytes;
  private byte[][] states = new byte[16][];
  private int rows;

  RowStates(int bytes) {
    this.bytes = bytes;
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

  byte[] get(int row) {
    return states[row];
  }

  int rows() {
    return rows;
  }

  /** Forgets the rows, and does not keep their arrays from being collected. */
  void clear() {
    Arrays.fill(states, 0, rows, null);
    rows = 0;
  }
}
