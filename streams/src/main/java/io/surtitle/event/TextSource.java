package io.surtitle.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The topic of source text. Each record holds one or more words. */
public final class TextSource implements Source<String> {
  /** The usual maximum size of a value in bytes. */
  public static final int USUAL_BYTES = 4096;

  private final String topic;
  private final int maxBytes;
  private final TextDecoder decoder;

  /**
   * A topic in one language.
   *
   * @param language BCP 47 tag of the models' source language
   * @param maxBytes maximum size of a value in bytes
   */
  public TextSource(String topic, String language, int maxBytes) {
    this.topic = topic;
    this.maxBytes = maxBytes;
    this.decoder = new TextDecoder(language, maxBytes);
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public int maxBytes() {
    return maxBytes;
  }

  @Override
  public Decoded<String> decode(
      byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
    return decoder.decode(key, value, headers);
  }

  /** The cleaned text. */
  @Override
  public byte[] keep(String text) {
    return text.getBytes(UTF_8);
  }

  @Override
  public int mostKept() {
    return maxBytes;
  }

  @Override
  public String restore(byte[] kept, byte @Nullable [] value, Map<String, byte[]> headers) {
    return new String(kept, UTF_8);
  }

  /** Words are separated by spaces. */
  @Override
  public int words(String text) {
    int words = 0;
    boolean between = true;
    for (int i = 0; i < text.length(); i++) {
      boolean space = Character.isWhitespace(text.charAt(i));
      words += between && !space ? 1 : 0;
      between = space;
    }
    return words;
  }

  @Override
  public long millis(String text) {
    return 0;
  }
}
