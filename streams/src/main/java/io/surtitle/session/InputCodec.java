package io.surtitle.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Pending inputs as bytes, big-endian.
 *
 * <pre>
 * input    := version:u8 (1) fixed text:utf8
 *           | version:u8 (2) fixed producer:string text:utf8     ; where the producer has a name
 * fixed    := mark:u8 offset:i64 sequence:i64 pts:i64 timestamp:i64
 * string   := bytes:i32 utf8
 * </pre>
 *
 * <p>mark is 0 for none, 1 for an end, 2 for a gap, 3 for a topic that was recreated.
 */
public final class InputCodec {
  private static final byte VERSION = 1;
  private static final byte WITH_PRODUCER = 2;

  /** A mark is its place here. */
  private static final List<Input.Mark> MARKS =
      List.of(Input.Mark.NONE, Input.Mark.END, Input.Mark.GAP, Input.Mark.ANEW);

  private static final int FIXED = 2 + 4 * Long.BYTES;

  private InputCodec() {}

  /** How many bytes an input has whose text has so many in UTF-8. */
  public static long size(long text) {
    return FIXED + text;
  }

  /** The bytes of an input. */
  public static byte[] encode(Input input) {
    byte[] text = input.text().getBytes(StandardCharsets.UTF_8);
    byte[] producer = input.producer().getBytes(StandardCharsets.UTF_8);
    boolean named = producer.length > 0;
    int more = named ? Integer.BYTES + producer.length : 0;
    ByteBuffer out =
        ByteBuffer.allocate(FIXED + more + text.length)
            .put(named ? WITH_PRODUCER : VERSION)
            .put((byte) MARKS.indexOf(input.mark()))
            .putLong(input.offset())
            .putLong(input.sequence())
            .putLong(input.pts())
            .putLong(input.timestamp());
    if (named) {
      out.putInt(producer.length).put(producer);
    }
    return out.put(text).array();
  }

  /**
   * The input of some bytes.
   *
   * @throws IllegalArgumentException if another version wrote them
   */
  public static Input decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte version = buffer.get();
    if (version != VERSION && version != WITH_PRODUCER) {
      throw new IllegalArgumentException(
          "pending input of format %d; this version reads formats %d and %d"
              .formatted(version, VERSION, WITH_PRODUCER));
    }
    Input.Mark mark = MARKS.get(buffer.get());
    long offset = buffer.getLong();
    long sequence = buffer.getLong();
    long pts = buffer.getLong();
    long timestamp = buffer.getLong();
    String producer = version == WITH_PRODUCER ? producer(buffer) : "";
    String text = StandardCharsets.UTF_8.decode(buffer).toString();
    return new Input(text, mark, offset, sequence, pts, timestamp, producer);
  }

  private static String producer(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.getInt()];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
