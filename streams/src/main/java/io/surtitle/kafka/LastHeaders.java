package io.surtitle.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Header;

/** The headers of a record by their names, of which Kafka allows several the same. */
public final class LastHeaders {
  private LastHeaders() {}

  /** The last value of each name; an absent value is an empty one. */
  public static Map<String, byte[]> of(Iterable<Header> headers) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    for (Header header : headers) {
      values.put(header.key(), Objects.requireNonNullElse(header.value(), new byte[0]));
    }
    return values;
  }
}
