package io.surtitle.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What is known of a stream's text beyond the open utterance, little-endian:
 *
 * <pre>
 * text  := flags:u8 run:i32       ; nothing where all of it is as at the beginning
 * flags := 1 caps | 2 music
 * </pre>
 *
 * @param caps whether the stream is in upper case
 * @param run how many words in upper case came last, while it is not
 * @param music whether notes have begun that did not end
 */
record StreamText(boolean caps, int run, boolean music) {
  /** As streams begin. */
  static final StreamText NORMAL = new StreamText(false, 0, false);

  /** So many words in upper case, one after the other, and the stream is in upper case. */
  static final int CAPS = 3;

  private static final int CAPS_FLAG = 1;
  private static final int MUSIC_FLAG = 2;

  StreamText withRun(int words) {
    return new StreamText(words >= CAPS, words >= CAPS ? 0 : words, music);
  }

  StreamText withMusic(boolean begun) {
    return new StreamText(caps, run, begun);
  }

  byte[] encode() {
    if (equals(NORMAL)) {
      return new byte[0];
    }
    byte flags = (byte) ((caps ? CAPS_FLAG : 0) | (music ? MUSIC_FLAG : 0));
    return ByteBuffer.allocate(1 + Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(flags)
        .putInt(run)
        .array();
  }

  static StreamText decode(byte[] bytes) {
    if (bytes.length == 0) {
      return NORMAL;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte flags = in.get();
    return new StreamText((flags & CAPS_FLAG) != 0, in.getInt(), (flags & MUSIC_FLAG) != 0);
  }
}
