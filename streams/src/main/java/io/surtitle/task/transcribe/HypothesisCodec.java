package io.surtitle.task.transcribe;

import java.nio.ByteBuffer;

/**
 * Hypotheses as bytes, little-endian.
 *
 * <pre>
 * hypothesis := labels:i32 (label:i16)[labels] (frame:i64)[labels]
 *               blank:f64 other:f64 language:f64 words:u8 (word:i32)[words]
 *               state:u8[history] newest:i16 read:u8 [(next:f32)[all labels] if read]
 * </pre>
 *
 * <p>words are those that the n-gram model looks back to, state is what the recurrent language
 * model keeps, newest the label that it reads next or has read last, next what it says comes after.
 *
 * @param history bytes of a history's state
 * @param labels how many labels there are
 */
record HypothesisCodec(int history, int labels) {
  /** Labels of a few words, which is what waits. */
  private static final int USUAL_LABELS = 80;

  private static final int LABEL = Short.BYTES + Long.BYTES;
  private static final int FIXED = Integer.BYTES + 3 * Double.BYTES + 1 + Short.BYTES + 1;
  private static final int LONGEST_CONTEXT = 8;

  /** The most bytes of a hypothesis of a few words. */
  int mostBytes() {
    return FIXED
        + USUAL_LABELS * LABEL
        + LONGEST_CONTEXT * Integer.BYTES
        + history
        + labels * Float.BYTES;
  }

  void put(GrowingBuffer buffer, Hypothesis hypothesis) {
    int size = hypothesis.labels().length;
    int[] context = hypothesis.context();
    int next = hypothesis.history().next().length;
    ByteBuffer out =
        buffer.room(
            FIXED + size * LABEL + context.length * Integer.BYTES + history + next * Float.BYTES);
    out.putInt(size);
    for (int label : hypothesis.labels()) {
      out.putShort((short) label);
    }
    for (long frame : hypothesis.frames()) {
      out.putLong(frame);
    }
    out.putDouble(hypothesis.blank()).putDouble(hypothesis.other());
    out.putDouble(hypothesis.language()).put((byte) context.length);
    for (int word : context) {
      out.putInt(word);
    }
    putHistory(out, hypothesis.history());
  }

  private static void putHistory(ByteBuffer out, History history) {
    out.put(history.state()).putShort((short) history.label());
    out.put((byte) (history.isRead() ? 1 : 0));
    for (float each : history.next()) {
      out.putFloat(each);
    }
  }

  Hypothesis get(ByteBuffer in) {
    int size = in.getInt();
    int[] read = new int[size];
    for (int i = 0; i < size; i++) {
      read[i] = in.getShort();
    }
    long[] frames = new long[size];
    for (int i = 0; i < size; i++) {
      frames[i] = in.getLong();
    }
    double blank = in.getDouble();
    double other = in.getDouble();
    double language = in.getDouble();
    int[] context = new int[in.get()];
    for (int i = 0; i < context.length; i++) {
      context[i] = in.getInt();
    }
    return new Hypothesis(read, frames, blank, other, language, context, history(in));
  }

  private History history(ByteBuffer in) {
    byte[] state = new byte[history];
    in.get(state);
    int label = in.getShort();
    float[] next = new float[in.get() == 0 ? 0 : labels];
    for (int i = 0; i < next.length; i++) {
      next[i] = in.getFloat();
    }
    return new History(state, label, next);
  }
}
