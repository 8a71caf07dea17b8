package io.surtitle.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Pending inputs as bytes, big-endian.
 *
 * <pre>
 * input := version:u8 (1) end:u8 offset:i64 sequence:i64 pts:i64 timestamp:i64 text:utf8
 * </pre>
 */
public final class InputCodec {
  private static final byte VERSION = 1;
  private static final int FIXED = 2 + 4 * Long.BYTES;

  private InputCodec() {}

  /** The bytes of an input. */
  public static byte[] encode(Input input) {
    byte[] text = input.text().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED + text.length)
        .put(VERSION)
        .put((byte) (input.end() ? 1 : 0))
        .putLong(input.offset())
        .putLong(input.sequence())
        .putLong(input.pts())
        .putLong(input.timestamp())
        .put(text)
        .array();
  }

  /**
   * The input of some bytes.
   *
   * @throws IllegalArgumentException if another version wrote them
   */
  public static Input decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte version = buffer.get();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "pending input of format " + version + "; this version reads format " + VERSION);
    }
    boolean end = buffer.get() != 0;
    long offset = buffer.getLong();
    long sequence = buffer.getLong();
    long pts = buffer.getLong();
    long timestamp = buffer.getLong();
    String text = StandardCharsets.UTF_8.decode(buffer).toString();
    return new Input(text, end, offset, sequence, pts, timestamp);
  }
}
