package io.surtitle.topology;

import io.surtitle.engine.Input;
import io.surtitle.engine.InputCodec;
import io.surtitle.event.Source;
import io.surtitle.kafka.LastHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a store of pending inputs, big-endian. Keys sort by stream, then by position.
 *
 * <pre>
 * key    := stream:ascii 0:u8 offset:i64
 * value  := version:u8 (1) input:block value:block count:i32 header[count]
 * header := name:block value:block
 * block  := size:i32 bytes[size]            ; size -1 is an absent value
 * </pre>
 *
 * <p>{@code input} is in the format of {@link InputCodec}; the rest is the record that contained
 * it.
 */
final class PendingCodec {
  private static final byte VERSION = 1;

  private PendingCodec() {}

  static Bytes key(String stream, long offset) {
    byte[] id = stream.getBytes(StandardCharsets.US_ASCII);
    return Bytes.wrap(
        ByteBuffer.allocate(id.length + 1 + Long.BYTES)
            .put(id)
            .put((byte) 0)
            .putLong(offset)
            .array());
  }

  static <X> byte[] value(Source<X> source, Input<X> input, Original original) {
    List<byte @Nullable []> blocks = new ArrayList<>();
    blocks.add(InputCodec.encode(input, source::keep));
    blocks.add(original.value());
    for (Header header : original.headers()) {
      blocks.add(header.key().getBytes(StandardCharsets.UTF_8));
      blocks.add(header.value());
    }
    int size = 1 + Integer.BYTES;
    for (byte[] block : blocks) {
      size += Integer.BYTES + (block == null ? 0 : block.length);
    }
    ByteBuffer out = ByteBuffer.allocate(size).put(VERSION);
    putBlock(out, blocks.get(0));
    putBlock(out, blocks.get(1));
    out.putInt(original.headers().size());
    blocks.subList(2, blocks.size()).forEach(block -> putBlock(out, block));
    return out.array();
  }

  /** The size of an entry in the changelog, in bytes. */
  static <X> long size(Source<X> source, PendingInput<X> pending, Original original) {
    long content =
        pending.input() instanceof Input.Content<X> said ? source.keep(said.value()).length : 0;
    long value = original.value() == null ? 0 : original.value().length;
    return size(pending.stream().length(), content, value, original.headerBytes());
  }

  /** The same, given the sizes of id, content, value and headers. */
  static long size(int id, long content, long value, long headers) {
    long lengths = 1 + 3L * Integer.BYTES;
    return RecordSize.of(id + 1 + Long.BYTES, lengths + InputCodec.size(content) + value + headers);
  }

  /**
   * Decodes an entry.
   *
   * @param arrived when it begins to wait in this task, epoch milliseconds
   * @throws IllegalArgumentException if another version wrote it
   */
  static <X> PendingInput<X> decode(Source<X> source, Bytes key, byte[] value, long arrived) {
    ByteBuffer in = ByteBuffer.wrap(value);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "pending entry of format " + version + "; this version reads format " + VERSION);
    }
    byte[] kept = present(block(in));
    byte[] bytes = block(in);
    int count = in.getInt();
    List<Header> headers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = new String(present(block(in)), StandardCharsets.UTF_8);
      headers.add(new StoredHeader(name, block(in)));
    }
    Original original = new Original(bytes, headers);
    Input<X> input =
        InputCodec.decode(kept, content -> source.restore(content, bytes, LastHeaders.of(headers)));
    return new PendingInput<>(stream(key), input, original, arrived);
  }

  /** The offset of an entry's input. */
  static long offset(Bytes key) {
    byte[] bytes = key.get();
    return ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES);
  }

  private static String stream(Bytes key) {
    return new String(streamBytes(key), StandardCharsets.US_ASCII);
  }

  /** The id of the stream in a key. */
  static byte[] streamBytes(Bytes key) {
    return Arrays.copyOf(key.get(), key.get().length - 1 - Long.BYTES);
  }

  private static void putBlock(ByteBuffer out, byte @Nullable [] block) {
    if (block == null) {
      out.putInt(-1);
    } else {
      out.putInt(block.length).put(block);
    }
  }

  private static byte @Nullable [] block(ByteBuffer in) {
    int size = in.getInt();
    if (size < 0) {
      return null;
    }
    byte[] block = new byte[size];
    in.get(block);
    return block;
  }

  private static byte[] present(byte @Nullable [] block) {
    if (block == null) {
      throw new IllegalArgumentException("pending entry without its input");
    }
    return block;
  }
}
