package io.surtitle.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a record takes at most, alone in its batch and not compressed: what producers
 * compare with {@code max.request.size}, and brokers with {@code max.message.bytes}.
 */
final class RecordSize {
  /** The head of a batch, and that of a record without its variable lengths. */
  private static final int FRAME = 61 + 21;

  /** The most bytes of a length. */
  private static final int LENGTH = 5;

  private RecordSize() {}

  static long of(byte @Nullable [] key, byte @Nullable [] value, List<? extends Header> headers) {
    return of(length(key), length(value)) + headers.stream().mapToLong(RecordSize::of).sum();
  }

  /** Of a record without headers. */
  static long of(long key, long value) {
    return FRAME + 3L * LENGTH + key + value;
  }

  static long of(Header header) {
    return 2L * LENGTH
        + header.key().getBytes(StandardCharsets.UTF_8).length
        + length(header.value());
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
