package io.surtitle.task.translate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The state of a stream's text beyond the open utterance. Its bytes, little-endian:
 *
 * <pre>
 * text  := flags:u8 run:i32       ; empty in the initial state
 * flags := 1 caps | 2 music
 * </pre>
 *
 * @param caps whether the stream is in upper case
 * @param run the number of consecutive words in upper case at the end, while {@code caps} is false
 * @param music whether music has begun and not ended
 */
record StreamText(boolean caps, int run, boolean music) {
  /** The state in which streams begin. */
  static final StreamText NORMAL = new StreamText(false, 0, false);

  /** How many consecutive words in upper case show that the stream is in upper case. */
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
