package io.surtitle.inference;

import java.nio.ByteBuffer;

/**
 * Where the elements of one row lie in a batched tensor: along its batch axis, so in one piece if
 * that is axis 0, else in as many as the axes before it have places.
 *
 * @param rows size of the batch axis
 * @param pieces how many pieces a row has
 * @param bytes size of each
 */
record RowSlices(int rows, int pieces, int bytes) {

  static RowSlices of(TensorBuffer tensor, int batchAxis) {
    int[] shape = tensor.shape();
    int pieces = 1;
    int bytes = tensor.spec().type().bytes();
    for (int i = 0; i < shape.length; i++) {
      pieces *= i < batchAxis ? shape[i] : 1;
      bytes *= i > batchAxis ? shape[i] : 1;
    }
    return new RowSlices(shape[batchAxis], pieces, bytes);
  }

  /** How many bytes a row has. */
  int rowBytes() {
    return pieces * bytes;
  }

  /** Copies bytes from an array to a row. */
  void put(ByteBuffer tensor, int row, byte[] array, int from) {
    for (int piece = 0; piece < pieces; piece++) {
      tensor.put((piece * rows + row) * bytes, array, from + piece * bytes, bytes);
    }
  }

  /** Copies bytes from a row to an array. */
  void get(ByteBuffer tensor, int row, byte[] array, int from) {
    for (int piece = 0; piece < pieces; piece++) {
      tensor.get((piece * rows + row) * bytes, array, from + piece * bytes, bytes);
    }
  }
}
