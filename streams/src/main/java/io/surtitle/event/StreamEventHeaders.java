package io.surtitle.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers of an event's record: CloudEvents 1.0 in Kafka's binary mode. */
public final class StreamEventHeaders {
  /** Value of {@code ce_type}; it changes with every incompatible change of events. */
  public static final String TYPE = "io.surtitle.event.v1";

  private StreamEventHeaders() {}

  /**
   * The headers, in a fixed order.
   *
   * @param time when the message was made
   */
  public static Map<String, byte[]> of(StreamEvent event, Instant time) {
    String phase = event.phase() == StreamEvent.Phase.BEGINS ? "begins" : "ends";
    Map<String, byte[]> headers = new LinkedHashMap<>();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", event.id() + "/" + phase);
    put(headers, "ce_source", "/surtitle/" + event.stream());
    put(headers, "ce_type", TYPE);
    put(headers, "ce_time", time.toString());
    put(headers, "content-type", StreamEventJson.CONTENT_TYPE);
    return headers;
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
