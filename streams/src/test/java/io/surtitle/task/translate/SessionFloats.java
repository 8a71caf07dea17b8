package io.surtitle.task.translate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A look into sessions, for tests of other packages. */
public final class SessionFloats {
  private SessionFloats() {}

  /** All that a network has computed for a session: its states and its memory. */
  public static List<float[]> of(TranslateSession session) {
    return live(session).stream().map(SessionFloats::floats).toList();
  }

  /** Sets all of it to zero. */
  public static void clear(TranslateSession session) {
    live(session).forEach(each -> Arrays.fill(each, (byte) 0));
  }

  private static List<byte[]> live(TranslateSession session) {
    List<byte[]> arrays = new ArrayList<>();
    arrays.add(session.encoderState());
    Utterance utterance = session.utterance();
    if (utterance != null) {
      arrays.add(utterance.memory());
      utterance.translations().forEach(each -> arrays.add(each.state()));
    }
    return arrays;
  }

  private static float[] floats(byte[] bytes) {
    float[] floats = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }
}
