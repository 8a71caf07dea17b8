package io.surtitle.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Whose input an entry of the store of pending inputs is, as its key says in the store's changelog
 * too.
 *
 * @param stream its stream's id
 * @param offset of the input in the text topic
 */
public record PendingKey(String stream, long offset) {
  private static final int BEHIND_STREAM = 1 + Long.BYTES;

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PendingKey of(byte[] key) {
    int length = key.length - BEHIND_STREAM;
    if (length < 1 || key[length] != 0) {
      throw new IllegalArgumentException("no key of a pending input");
    }
    return new PendingKey(
        new String(key, 0, length, StandardCharsets.US_ASCII),
        ByteBuffer.wrap(key).getLong(length + 1));
  }

  /** The key. */
  public byte[] bytes() {
    return PendingCodec.key(stream, offset).get();
  }
}
