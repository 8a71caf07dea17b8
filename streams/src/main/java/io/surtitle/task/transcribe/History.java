package io.surtitle.task.transcribe;

/**
 * What a recurrent language model knows of a hypothesis.
 *
 * @param state its states; those before the hypothesis's last label until that is read
 * @param next natural logarithms of the probability of each label after it; none until it is read
 */
record History(byte[] state, float[] next) {
  private static final float[] UNKNOWN = {};

  /** Without such a model. */
  static final History NONE = new History(new byte[0], UNKNOWN);

  /** A history whose newest label is still to be read. */
  static History unread(byte[] state) {
    return new History(state, UNKNOWN);
  }

  /** That of the same labels and one more. */
  History then() {
    return isRead() ? unread(state) : this;
  }

  boolean isRead() {
    return next.length > 0;
  }
}
