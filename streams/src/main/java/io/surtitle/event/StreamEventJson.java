package io.surtitle.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes and decodes events as JSON, as {@code schema/event.schema.json} describes them. Readers
 * ignore unknown fields, so that later versions may add some.
 */
public final class StreamEventJson {
  /** Media type of the bytes. */
  public static final String CONTENT_TYPE = "application/json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(StreamEvent.class);
  private static final ObjectReader READER = MAPPER.readerFor(StreamEvent.class);

  private StreamEventJson() {}

  /** UTF-8 JSON, on one line. */
  public static byte[] encode(StreamEvent event) {
    return WRITER.writeValueAsBytes(event);
  }

  /**
   * Reads UTF-8 JSON.
   *
   * @throws IllegalArgumentException if it is not an event
   */
  public static StreamEvent decode(byte[] json) {
    @Nullable StreamEvent event;
    try {
      event = READER.readValue(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not an event: " + e.getOriginalMessage(), e);
    }
    if (event == null) {
      throw new IllegalArgumentException("not an event: null");
    }
    return event;
  }
}
