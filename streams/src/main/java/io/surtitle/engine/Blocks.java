package io.surtitle.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The optional parts of a session, little-endian, in the order of their tags.
 *
 * <pre>
 * blocks := [block block* last]
 * block  := tag:u8 size:i32 bytes[size]
 * last   := tag:u8 (127) size:i32 (4) blocks:i32    ; bytes of all blocks, this one included
 * </pre>
 *
 * <p>Tag 1 holds the runs of producers that have names ({@link RunsCodec}); the others are the
 * operator's. A reader skips tags that it does not know. The last block lets a reader find all of
 * them from the end, which does not know the bundle that the bytes before them belong to; sessions
 * of older versions have none.
 */
public final class Blocks {
  private static final byte RUNS = 1;
  private static final byte LAST = 127;
  private static final int HEAD = 1 + Integer.BYTES;
  private static final int LAST_BYTES = HEAD + Integer.BYTES;
  private static final byte[] NONE = {};

  /** The most bytes that one block takes beside its content. */
  public static final int MOST_FRAME = HEAD + LAST_BYTES;

  private final SortedMap<Byte, byte[]> byTag = new TreeMap<>();

  private Blocks() {}

  /** The blocks that record what a session has taken. */
  public static Blocks of(Taken taken) {
    Blocks blocks = new Blocks();
    blocks.put(RUNS, RunsCodec.encode(taken.runs()));
    return blocks;
  }

  /** Adds a block, unless it is empty. */
  public void put(byte tag, byte[] bytes) {
    if (bytes.length > 0) {
      byTag.put(tag, bytes);
    }
  }

  /** The bytes of the block with a tag; empty if there is no such block. */
  public byte[] get(byte tag) {
    return byTag.getOrDefault(tag, NONE);
  }

  /** What a session with this header has taken. */
  public Taken taken(SessionHeader header) {
    List<ProducerRun> runs = RunsCodec.decode(get(RUNS));
    return runs.isEmpty() ? header.taken() : new Taken(header.taken().position(), runs);
  }

  /** The bytes of all blocks. */
  public byte[] encode() {
    if (byTag.isEmpty()) {
      return NONE;
    }
    int size = LAST_BYTES + byTag.values().stream().mapToInt(bytes -> HEAD + bytes.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    byTag.forEach((tag, bytes) -> out.put(tag).putInt(bytes.length).put(bytes));
    return out.put(LAST).putInt(Integer.BYTES).putInt(size).array();
  }

  /** Reads the blocks in the rest of a little-endian buffer. */
  public static Blocks decode(ByteBuffer in) {
    Blocks blocks = new Blocks();
    while (in.hasRemaining()) {
      byte tag = in.get();
      byte[] bytes = new byte[in.getInt()];
      in.get(bytes);
      if (tag != LAST) {
        blocks.put(tag, bytes);
      }
    }
    return blocks;
  }

  /** The blocks of a session, whatever bundle wrote it; none if its last block is missing. */
  public static Blocks atEnd(byte[] session) {
    ByteBuffer in = ByteBuffer.wrap(session).order(ByteOrder.LITTLE_ENDIAN);
    int last = session.length - LAST_BYTES;
    if (last < SessionHeader.BYTES || in.get(last) != LAST) {
      return new Blocks();
    }
    int size = in.getInt(session.length - Integer.BYTES);
    boolean fits = size >= LAST_BYTES && size <= session.length - SessionHeader.BYTES;
    return fits ? decode(in.position(session.length - size)) : new Blocks();
  }
}
