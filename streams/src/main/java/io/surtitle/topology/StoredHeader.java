package io.surtitle.topology;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A header of a record that came, or of one that is to be sent. */
final class StoredHeader implements Header {
  private final String key;
  private final byte @Nullable [] value;

  StoredHeader(String key, byte @Nullable [] value) {
    this.key = key;
    this.value = value;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public byte @Nullable [] value() {
    return value;
  }
}
