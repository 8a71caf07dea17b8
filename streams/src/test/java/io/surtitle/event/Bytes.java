package io.surtitle.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** Header maps of bytes and of text. */
final class Bytes {
  private Bytes() {}

  static Map<String, byte[]> values(Map<String, String> headers) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    headers.forEach((name, value) -> values.put(name, value.getBytes(UTF_8)));
    return values;
  }

  static Map<String, String> texts(Map<String, byte[]> headers) {
    Map<String, String> texts = new LinkedHashMap<>();
    headers.forEach((name, value) -> texts.put(name, new String(value, UTF_8)));
    return texts;
  }
}
