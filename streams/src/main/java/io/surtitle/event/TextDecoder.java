package io.surtitle.event;

import io.surtitle.text.Cleaning;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of {@code broadcast.text}: key bytes are the stream's id, value bytes are UTF-8
 * text, headers are as {@link TextHeaders} says. The first thing wrong is the one reported.
 *
 * <p>The text is cleaned ({@link Cleaning}). Without a value, or with one that has no text, a
 * record with {@code surtitle-end} is an end mark.
 *
 * <p>Immutable, so any thread may use it.
 */
public final class TextDecoder {
  private final String source;
  private final int maxBytes;

  /**
   * A decoder for one model.
   *
   * @param source language that the model listens to, a BCP 47 tag
   * @param maxBytes most bytes of a value
   */
  public TextDecoder(String source, int maxBytes) {
    this.source = source;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads one record.
   *
   * @param headers the last value of each name; an absent value is an empty one
   */
  public Decoded decode(
      byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
    Optional<String> stream = StreamId.parse(key);
    if (stream.isEmpty()) {
      return new Decoded.Rejected(Reason.BAD_STREAM_ID, badId(key));
    }
    byte[] bytes = value == null ? new byte[0] : value;
    if (bytes.length > maxBytes) {
      return new Decoded.Rejected(
          Reason.TOO_LARGE, bytes.length + " bytes, but at most " + maxBytes + " are taken");
    }
    try {
      return decode(stream.get(), bytes, new TextHeaders(headers));
    } catch (TextHeaders.BadHeader e) {
      return new Decoded.Rejected(Reason.BAD_HEADER, String.valueOf(e.getMessage()));
    }
  }

  private Decoded decode(String stream, byte[] value, TextHeaders headers) {
    String language = headers.language();
    if (language != null && !primary(language).equals(primary(source))) {
      return new Decoded.Rejected(
          Reason.UNKNOWN_LANGUAGE,
          "language '" + TextHeaders.shown(language) + "', but the model listens to " + source);
    }
    long pts = headers.number(TextHeaders.PTS);
    long sequence = headers.number(TextHeaders.SEQUENCE);
    String producer = headers.producer();
    boolean end = headers.end();

    CharBuffer chars = CharBuffer.allocate(value.length);
    int bad = firstNotUtf8(value, chars);
    if (bad >= 0) {
      return new Decoded.Rejected(Reason.NOT_UTF8, "not UTF-8 at byte " + bad);
    }
    String text = Cleaning.of(chars.flip());
    if (text.isEmpty()) {
      return end
          ? new Decoded.Accepted(new SourceText(stream, "", true, pts, sequence, producer))
          : new Decoded.Rejected(Reason.EMPTY, "no text, and no " + TextHeaders.END);
    }
    return new Decoded.Accepted(new SourceText(stream, text, end, pts, sequence, producer));
  }

  /** Fills {@code chars}; the position of the first byte that is not UTF-8, or -1. */
  private static int firstNotUtf8(byte[] value, CharBuffer chars) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(value);
    CoderResult result = decoder.decode(bytes, chars, true);
    return result.isError() ? bytes.position() : -1;
  }

  private static String primary(String tag) {
    return tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static String badId(byte @Nullable [] key) {
    if (key == null) {
      return "the record has no key; its key is the stream id";
    }
    return "the key is not 1 to "
        + StreamId.MAX_LENGTH
        + " of A-Z a-z 0-9 . _ ~ - beginning with a letter or digit";
  }
}
