package io.surtitle.guarantees;

import io.surtitle.session.Session;
import io.surtitle.session.SessionCodec;
import io.surtitle.session.SessionFloats;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares sessions. */
final class States {
  private static final SessionCodec CODEC = new SessionCodec(Stage.INTERPRETER.layout());

  private States() {}

  /**
   * The largest difference of two floats in the same place: 0 where all bytes are equal, infinite
   * where anything but a float differs.
   */
  static float difference(byte[] expected, byte @Nullable [] actual) {
    if (Arrays.equals(expected, actual)) {
      return 0;
    }
    Session one = CODEC.decode(expected);
    Session other = actual == null ? null : CODEC.decode(actual);
    if (one == null || other == null) {
      return Float.POSITIVE_INFINITY;
    }
    List<float[]> floats = SessionFloats.of(one);
    List<float[]> others = SessionFloats.of(other);
    if (!Arrays.equals(withoutFloats(expected), withoutFloats(actual))) {
      return Float.POSITIVE_INFINITY;
    }
    float largest = Float.MIN_VALUE;
    for (int i = 0; i < floats.size(); i++) {
      for (int j = 0; j < floats.get(i).length; j++) {
        largest = Math.max(largest, Math.abs(floats.get(i)[j] - others.get(i)[j]));
      }
    }
    return largest;
  }

  private static byte[] withoutFloats(byte @Nullable [] bytes) {
    Session session = bytes == null ? null : CODEC.decode(bytes);
    if (session == null) {
      return new byte[0];
    }
    SessionFloats.of(session).forEach(each -> Arrays.fill(each, 0));
    return CODEC.encode(session);
  }
}
