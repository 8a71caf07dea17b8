package io.surtitle.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The most bytes that a record takes, alone in its batch and uncompressed: the size that producers
 * compare with {@code max.request.size}, and brokers with {@code max.message.bytes}.
 */
final class RecordSize {
  /** Bytes of a batch's header, and of a record's fixed-length fields. */
  private static final int FRAME = 61 + 21;

  /** Most bytes of an encoded length. */
  private static final int LENGTH = 5;

  private RecordSize() {}

  static long of(byte @Nullable [] key, byte @Nullable [] value, List<? extends Header> headers) {
    return of(length(key), length(value)) + headers.stream().mapToLong(RecordSize::of).sum();
  }

  static long of(long key, long value, Map<String, byte[]> headers) {
    return of(key, value)
        + headers.entrySet().stream().mapToLong(each -> of(each.getKey(), each.getValue())).sum();
  }

  /** The size of a record without headers. */
  static long of(long key, long value) {
    return FRAME + 3L * LENGTH + key + value;
  }

  static long of(Header header) {
    return of(header.key(), header.value());
  }

  private static long of(String name, byte @Nullable [] value) {
    return 2L * LENGTH + name.getBytes(StandardCharsets.UTF_8).length + length(value);
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
