package io.surtitle.event;

/**
 * Text that a producer appended to a stream.
 *
 * @param stream id of the stream
 * @param text one word or more, a single space between two; empty only for a bare end mark
 * @param end whether the utterance ends after this text
 * @param pts media time in milliseconds, or {@link #NONE}
 * @param sequence the producer's own count, by which its retries are known, or {@link #NONE}
 * @param producer name of the producer's run, which the count belongs to; empty if it has none
 */
public record SourceText(
    String stream, String text, boolean end, long pts, long sequence, String producer) {
  /** Stands for a number that the producer did not give. */
  public static final long NONE = -1;

  /** Text of a producer that has no name. */
  public SourceText(String stream, String text, boolean end, long pts, long sequence) {
    this(stream, text, end, pts, sequence, "");
  }
}
