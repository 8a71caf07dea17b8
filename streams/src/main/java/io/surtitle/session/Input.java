package io.surtitle.session;

/**
 * One record of a producer, as a session takes it.
 *
 * @param text words separated by spaces; may be empty where {@code end} is set
 * @param end whether the utterance ends after this text
 * @param offset the record's offset in its partition: the input's position in its stream
 * @param sequence the producer's own number for the record, or -1
 * @param pts media time of the text in milliseconds, or -1
 * @param timestamp when the record was appended, in milliseconds since the epoch
 */
public record Input(
    String text, boolean end, long offset, long sequence, long pts, long timestamp) {

  /** The end of an utterance that nothing but silence announced, after the input at an offset. */
  public static Input silence(long offset, long timestamp) {
    return new Input("", true, offset, -1, -1, timestamp);
  }
}
