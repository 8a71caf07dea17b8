package io.surtitle.event;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that producers append. The key is the stream's id, {@link SourceHeaders} defines
 * the headers, and the kind of record defines the value. Only the first fault is reported.
 *
 * <p>Immutable, so any thread may use it.
 *
 * @param <X> the content of an input
 */
public abstract sealed class RecordDecoder<X> permits TextDecoder, AudioDecoder {
  private final int maxBytes;

  /**
   * A decoder with a maximum size of values in bytes.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  RecordDecoder(int maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException(
          "a value of at least 1 byte must be allowed, not " + maxBytes);
    }
    this.maxBytes = maxBytes;
  }

  /**
   * Reads one record.
   *
   * @param value the value; a missing one counts as empty
   * @param headers the last value of each name; a missing value counts as empty
   */
  public final Decoded<X> decode(
      byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
    Optional<String> stream = StreamId.parse(key);
    if (stream.isEmpty()) {
      return new Decoded.Rejected<>(Reason.BAD_STREAM_ID, StreamId.fault(key));
    }
    byte[] bytes = value == null ? new byte[0] : value;
    if (bytes.length > maxBytes) {
      return new Decoded.Rejected<>(
          Reason.TOO_LARGE, bytes.length + " bytes, but at most " + maxBytes + " are taken");
    }
    try {
      return decode(stream.get(), bytes, new SourceHeaders(headers));
    } catch (SourceHeaders.BadHeader e) {
      return new Decoded.Rejected<>(Reason.BAD_HEADER, String.valueOf(e.getMessage()));
    }
  }

  /** Reads a value of permitted size. */
  abstract Decoded<X> decode(String stream, byte[] value, SourceHeaders headers);
}
