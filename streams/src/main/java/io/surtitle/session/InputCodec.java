package io.surtitle.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Pending inputs as bytes, big-endian.
 *
 * <pre>
 * input := version:u8 (1) mark:u8 offset:i64 sequence:i64 pts:i64 timestamp:i64 text:utf8
 * </pre>
 *
 * <p>mark is 0 for none, 1 for an end, 2 for a gap.
 */
public final class InputCodec {
  private static final byte VERSION = 1;

  /** A mark is its place here. */
  private static final List<Input.Mark> MARKS =
      List.of(Input.Mark.NONE, Input.Mark.END, Input.Mark.GAP);

  private static final int FIXED = 2 + 4 * Long.BYTES;

  private InputCodec() {}

  /** How many bytes an input has whose text has so many in UTF-8. */
  public static long size(long text) {
    return FIXED + text;
  }

  /** The bytes of an input. */
  public static byte[] encode(Input input) {
    byte[] text = input.text().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED + text.length)
        .put(VERSION)
        .put((byte) MARKS.indexOf(input.mark()))
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
    Input.Mark mark = MARKS.get(buffer.get());
    long offset = buffer.getLong();
    long sequence = buffer.getLong();
    long pts = buffer.getLong();
    long timestamp = buffer.getLong();
    String text = StandardCharsets.UTF_8.decode(buffer).toString();
    return new Input(text, mark, offset, sequence, pts, timestamp);
  }
}
