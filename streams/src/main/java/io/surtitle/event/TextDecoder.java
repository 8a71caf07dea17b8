package io.surtitle.event;

import io.surtitle.text.Cleaning;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads records of {@code broadcast.text}, whose values are UTF-8 text.
 *
 * <p>The text is cleaned ({@link Cleaning}). A record without text, but with {@code surtitle-end},
 * is an end mark.
 */
public final class TextDecoder extends RecordDecoder<String> {
  private final String source;

  /**
   * A decoder for one model.
   *
   * @param source the model's source language, a BCP 47 tag
   * @param maxBytes maximum size of a value in bytes
   */
  public TextDecoder(String source, int maxBytes) {
    super(maxBytes);
    this.source = source;
  }

  @Override
  Decoded<String> decode(String stream, byte[] value, SourceHeaders headers) {
    String language = headers.language();
    if (language != null && !primary(language).equals(primary(source))) {
      return new Decoded.Rejected<>(
          Reason.UNKNOWN_LANGUAGE,
          "language '" + SourceHeaders.shown(language) + "', but the model listens to " + source);
    }
    Arrival<String> mark = headers.arrival(stream, "");

    CharBuffer chars = CharBuffer.allocate(value.length);
    int bad = firstNotUtf8(value, chars);
    if (bad >= 0) {
      return new Decoded.Rejected<>(Reason.NOT_UTF8, "not UTF-8 at byte " + bad);
    }
    String text = Cleaning.of(chars.flip());
    if (text.isEmpty()) {
      return mark.end()
          ? new Decoded.Accepted<>(mark)
          : new Decoded.Rejected<>(Reason.EMPTY, "no text, and no " + SourceHeaders.END);
    }
    return new Decoded.Accepted<>(headers.arrival(stream, text));
  }

  /** Fills {@code chars}; returns the position of the first byte that is not UTF-8, or -1. */
  private static int firstNotUtf8(byte[] value, CharBuffer chars) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(value);
    CoderResult result = decoder.decode(bytes, chars, true);
    return result.isError() ? bytes.position() : -1;
  }

  private static String primary(String tag) {
    return tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
  }
}
