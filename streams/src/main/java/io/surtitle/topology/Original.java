package io.surtitle.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record's value and headers as they came, kept so that it can become a dead letter untouched.
 */
final class Original {
  private final byte @Nullable [] value;
  private final List<Header> headers;

  Original(byte @Nullable [] value, Iterable<Header> headers) {
    this.value = value;
    List<Header> copy = new ArrayList<>();
    headers.forEach(copy::add);
    this.headers = copy;
  }

  byte @Nullable [] value() {
    return value;
  }

  List<Header> headers() {
    return headers;
  }

  /** How many bytes the headers have, each with two lengths. */
  long headerBytes() {
    return headers.stream().mapToLong(RecordSize::of).sum();
  }

  /** How many bytes value and headers have. */
  long bytes() {
    return (value == null ? 0 : value.length) + headerBytes();
  }
}
