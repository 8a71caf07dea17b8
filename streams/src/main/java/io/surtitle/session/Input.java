package io.surtitle.session;

/**
 * One record of a producer, as a session takes it.
 *
 * @param text words separated by spaces; may be empty where there is a mark
 * @param mark what is to be known beside the text
 * @param offset the input's position in its stream ({@link StreamPosition}): the record's offset in
 *     its partition, unless the topic was recreated
 * @param sequence the producer's own number for the record, or -1
 * @param pts media time of the text in milliseconds, or -1
 * @param timestamp when the record was appended, in milliseconds since the epoch
 * @param producer name of the producer's run, which the number belongs to; empty if it has none
 */
public record Input(
    String text, Mark mark, long offset, long sequence, long pts, long timestamp, String producer) {

  /** What is to be known beside the text. */
  public enum Mark {
    /** Nothing. */
    NONE,
    /** The utterance ends after this text. */
    END,
    /** Inputs from this one on were left out; there is no text. */
    GAP,
    /**
     * The topic was recreated: the utterance ends before this, sequence numbers begin anew, and
     * there is no text.
     */
    ANEW
  }

  /** An input of a producer that has no name. */
  public Input(String text, Mark mark, long offset, long sequence, long pts, long timestamp) {
    this(text, mark, offset, sequence, pts, timestamp, "");
  }

  /** An input of a producer, which may say that the utterance ends after it. */
  public Input(String text, boolean end, long offset, long sequence, long pts, long timestamp) {
    this(text, end ? Mark.END : Mark.NONE, offset, sequence, pts, timestamp);
  }

  /** The end of an utterance that nothing but silence announced, after the input at an offset. */
  public static Input silence(long offset, long timestamp) {
    return new Input("", true, offset, -1, -1, timestamp);
  }

  /** The mark that what comes now is in a new topic, after the last position of the one before. */
  public static Input anew(long position, long timestamp) {
    return new Input("", Mark.ANEW, position, -1, -1, timestamp);
  }

  /** What is left of this input, and of others after it, when they are left out. */
  public Input leftOut() {
    return new Input("", Mark.GAP, offset, sequence, pts, timestamp, producer);
  }

  /** Whether the utterance ends after this text. */
  public boolean end() {
    return mark == Mark.END || mark == Mark.ANEW;
  }
}
