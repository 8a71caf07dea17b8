package io.surtitle.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes and decodes captions as JSON, as {@code schema/caption.schema.json} describes them.
 * Readers ignore unknown fields, so that later versions may add some. The quality of the model is
 * left out where it was not measured.
 */
public final class CaptionJson {
  /** Media type of the bytes. */
  public static final String CONTENT_TYPE = "application/json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(Caption.class);
  private static final ObjectReader READER = MAPPER.readerFor(Caption.class);

  private CaptionJson() {}

  /** UTF-8 JSON, on one line. */
  public static byte[] encode(Caption caption) {
    return WRITER.writeValueAsBytes(caption);
  }

  /**
   * Reads UTF-8 JSON.
   *
   * @throws IllegalArgumentException if it is not a caption
   */
  public static Caption decode(byte[] json) {
    @Nullable Caption caption;
    try {
      caption = READER.readValue(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a caption: " + e.getOriginalMessage(), e);
    }
    if (caption == null) {
      throw new IllegalArgumentException("not a caption: null");
    }
    return caption;
  }
}
