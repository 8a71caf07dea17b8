package io.surtitle.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers of a caption record: CloudEvents 1.0 in Kafka's binary mode. */
public final class CaptionHeaders {
  /** Value of {@code ce_type}; it changes with every incompatible change of captions. */
  public static final String TYPE = "io.surtitle.caption.v1";

  private CaptionHeaders() {}

  /**
   * The headers, in a fixed order.
   *
   * @param time when the caption was made
   */
  public static Map<String, byte[]> of(Caption caption, Instant time) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", caption.id() + "/" + caption.revision());
    put(headers, "ce_source", "/surtitle/" + caption.stream());
    put(headers, "ce_type", TYPE);
    put(headers, "ce_time", time.toString());
    put(headers, "content-type", CaptionJson.CONTENT_TYPE);
    return headers;
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
