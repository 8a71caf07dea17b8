package io.surtitle.task.transcribe;

/**
 * What a recurrent language model knows of a hypothesis.
 *
 * @param state its states; those before {@code label} until that is read
 * @param label the newest label, the blank at the beginning of an utterance
 * @param next natural logarithms of the probability of each label after it; none until it is read
 */
record History(byte[] state, int label, float[] next) {
  private static final float[] UNKNOWN = {};

  /** A history whose newest label is still to be read. */
  static History unread(byte[] state, int label) {
    return new History(state, label, UNKNOWN);
  }

  /** The beginning of an utterance. */
  static History begin(int stateBytes) {
    return unread(new byte[stateBytes], Labels.BLANK);
  }

  /** That of the same labels and one more. */
  History then(int more) {
    return unread(state, more);
  }

  /** The same, read. */
  History read(byte[] now, float[] probabilities) {
    return new History(now, label, probabilities);
  }

  boolean isRead() {
    return next.length > 0;
  }
}
