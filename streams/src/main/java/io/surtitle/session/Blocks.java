package io.surtitle.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Parts of a session that only some have, little-endian, in the order of their tags.
 *
 * <pre>
 * blocks := block*
 * block  := tag:u8 size:i32 bytes[size]
 * </pre>
 *
 * @param byTag the bytes of each; those that are empty are left out
 */
record Blocks(SortedMap<Byte, byte[]> byTag) {
  /** Runs of producers: {@link RunsCodec}. */
  static final byte RUNS = 1;

  /** The case of the stream: {@link StreamText}. */
  static final byte TEXT = 2;

  /** What the model does not read of the open utterance: {@link MarksCodec}. */
  static final byte MARKS = 3;

  private static final byte[] NONE = {};

  static Blocks none() {
    return new Blocks(new TreeMap<>());
  }

  void put(byte tag, byte[] bytes) {
    if (bytes.length > 0) {
      byTag.put(tag, bytes);
    }
  }

  /** The bytes under a tag; none if there is no such block. */
  byte[] get(byte tag) {
    return byTag.getOrDefault(tag, NONE);
  }

  boolean isEmpty() {
    return byTag.isEmpty();
  }

  byte[] encode() {
    int size = byTag.values().stream().mapToInt(bytes -> 1 + Integer.BYTES + bytes.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    byTag.forEach((tag, bytes) -> out.put(tag).putInt(bytes.length).put(bytes));
    return out.array();
  }

  /** All that is left in a buffer. */
  static Blocks decode(ByteBuffer in) {
    Blocks blocks = none();
    while (in.hasRemaining()) {
      byte tag = in.get();
      byte[] bytes = new byte[in.getInt()];
      in.get(bytes);
      blocks.put(tag, bytes);
    }
    return blocks;
  }
}
