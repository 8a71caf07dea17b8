package io.surtitle.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The topic of source audio. Each record holds any number of samples. */
public final class AudioSource implements Source<Pcm> {
  private static final byte[] NOTHING = {};

  private final String topic;
  private final int maxBytes;
  private final AudioDecoder decoder;

  /**
   * A topic of audio.
   *
   * @param maxBytes maximum size of a value in bytes
   */
  public AudioSource(String topic, int maxBytes) {
    this.topic = topic;
    this.maxBytes = maxBytes;
    this.decoder = new AudioDecoder(maxBytes);
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
  public Decoded<Pcm> decode(
      byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
    return decoder.decode(key, value, headers);
  }

  /** Nothing, since the record itself holds the samples. */
  @Override
  public byte[] keep(Pcm content) {
    return NOTHING;
  }

  @Override
  public int mostKept() {
    return 0;
  }

  @Override
  public Pcm restore(byte[] kept, byte @Nullable [] value, Map<String, byte[]> headers) {
    return decoder.samples(value == null ? NOTHING : value, new SourceHeaders(headers));
  }

  @Override
  public int words(Pcm content) {
    return 0;
  }

  @Override
  public long millis(Pcm content) {
    return Pcm.millis(content.size(), content.rate());
  }
}
