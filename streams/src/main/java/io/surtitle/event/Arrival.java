package io.surtitle.event;

/**
 * What a producer appended to a stream.
 *
 * @param stream id of the stream
 * @param content the content of the record; text may be empty for a bare end mark
 * @param end whether the utterance ends after it
 * @param pts media time in milliseconds, or {@link #NONE}
 * @param sequence the producer's count, which identifies its retries, or {@link #NONE}
 * @param producer name of the producer's run that the count belongs to; empty if it has none
 * @param <X> content
 */
public record Arrival<X>(
    String stream, X content, boolean end, long pts, long sequence, String producer) {
  /** Replaces a number that the producer did not set. */
  public static final long NONE = -1;

  /** An arrival from a producer without a name. */
  public Arrival(String stream, X content, boolean end, long pts, long sequence) {
    this(stream, content, end, pts, sequence, "");
  }
}
