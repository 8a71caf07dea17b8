package io.surtitle.engine;

import io.surtitle.engine.Input.Content;
import io.surtitle.engine.Input.Gap;
import io.surtitle.engine.Input.Place;
import io.surtitle.engine.Input.Recreated;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Pending inputs as bytes, big-endian.
 *
 * <pre>
 * input    := version:u8 (1) fixed content
 *           | version:u8 (2) fixed producer:string content       ; if the producer has a name
 * fixed    := kind:u8 position:i64 sequence:i64 pts:i64 timestamp:i64
 * string   := bytes:i32 utf8
 * </pre>
 *
 * <p>kind is 0 for content, 1 for content that ends an utterance, 2 for a gap, 3 for a recreated
 * topic. The source defines the bytes of content; text is UTF-8. A silence is never written.
 */
public final class InputCodec {
  private static final byte VERSION = 1;
  private static final byte WITH_PRODUCER = 2;
  private static final byte CONTENT = 0;
  private static final byte LAST_CONTENT = 1;
  private static final byte GAP = 2;
  private static final byte RECREATED = 3;
  private static final int FIXED = 2 + 4 * Long.BYTES;

  private InputCodec() {}

  /** The size of an input in bytes, given the size of its content. */
  public static long size(long content) {
    return FIXED + content;
  }

  /**
   * Encodes an input.
   *
   * @param content encodes the content
   */
  public static <X> byte[] encode(Input<X> input, Function<X, byte[]> content) {
    byte[] bytes = input instanceof Content<X> said ? content.apply(said.value()) : new byte[0];
    byte[] producer = input.producer().getBytes(StandardCharsets.UTF_8);
    boolean named = producer.length > 0;
    int more = named ? Integer.BYTES + producer.length : 0;
    ByteBuffer out =
        ByteBuffer.allocate(FIXED + more + bytes.length)
            .put(named ? WITH_PRODUCER : VERSION)
            .put(kind(input))
            .putLong(input.position())
            .putLong(input.sequence())
            .putLong(input.pts())
            .putLong(input.timestamp());
    if (named) {
      out.putInt(producer.length).put(producer);
    }
    return out.put(bytes).array();
  }

  private static byte kind(Input<?> input) {
    if (input instanceof Content<?> content) {
      return content.end() ? LAST_CONTENT : CONTENT;
    }
    if (input instanceof Gap) {
      return GAP;
    }
    if (input instanceof Recreated) {
      return RECREATED;
    }
    throw new IllegalArgumentException("a silence is in no store");
  }

  /**
   * Decodes an input.
   *
   * @param content decodes the content
   * @throws IllegalArgumentException if another version wrote them
   */
  public static <X> Input<X> decode(byte[] bytes, Function<byte[], X> content) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION && version != WITH_PRODUCER) {
      throw new IllegalArgumentException(
          "pending input of format %d; this version reads formats %d and %d"
              .formatted(version, VERSION, WITH_PRODUCER));
    }
    byte kind = in.get();
    long position = in.getLong();
    long sequence = in.getLong();
    long pts = in.getLong();
    long timestamp = in.getLong();
    String producer = version == WITH_PRODUCER ? producer(in) : "";
    Place place = new Place(position, sequence, pts, timestamp, producer);
    return switch (kind) {
      case CONTENT, LAST_CONTENT ->
          new Content<>(content.apply(rest(in)), kind == LAST_CONTENT, place);
      case GAP -> new Gap<>(place);
      case RECREATED -> new Recreated<>(place);
      default -> throw new IllegalArgumentException("pending input of unknown kind " + kind);
    };
  }

  private static String producer(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] rest(ByteBuffer in) {
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    return bytes;
  }
}
