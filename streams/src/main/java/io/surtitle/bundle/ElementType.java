package io.surtitle.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a tensor holds. In the manifest the name is in lower case: {@code "float32"}. */
public enum ElementType {
  FLOAT16(Short.BYTES),
  FLOAT32(Float.BYTES),
  INT32(Integer.BYTES),
  INT64(Long.BYTES);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Whether its elements can be NaN or infinite. */
  public boolean isFloat() {
    return this == FLOAT16 || this == FLOAT32;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  @JsonCreator
  static ElementType of(String name) {
    return Arrays.stream(values())
        .filter(type -> type.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    return Arrays.stream(values())
        .map(ElementType::toString)
        .collect(Collectors.joining(", ", "element type '" + name + "' is not one of ", ""));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
