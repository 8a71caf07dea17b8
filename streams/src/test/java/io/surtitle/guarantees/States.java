package io.surtitle.guarantees;

import io.surtitle.engine.Engine;
import io.surtitle.task.translate.SessionFloats;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.topology.StoredSession;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares sessions. */
final class States {
  private static final Translate TRANSLATE = Deployment.TRANSLATION.translate();
  private static final Engine ENGINE = Deployment.TRANSLATION.engine(Deployment.MODEL);

  private States() {}

  /**
   * The largest difference of two floats at the same place: 0 where all bytes are equal, infinite
   * where anything but a float differs.
   *
   * @param stored a snapshot or a journal, from which the actual session is rebuilt
   */
  static float difference(byte[] expected, @Nullable StoredSession stored) {
    byte[] actual = stored == null ? null : rebuilt(stored);
    if (Arrays.equals(expected, actual)) {
      return 0;
    }
    TranslateSession one = TRANSLATE.decode(expected);
    TranslateSession other = actual == null ? null : TRANSLATE.decode(actual);
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

  private static byte @Nullable [] rebuilt(StoredSession stored) {
    byte[] journal = stored.journal();
    if (journal == null) {
      return stored.snapshot();
    }
    TranslateSession session = TRANSLATE.decode(stored.snapshot(), journal);
    if (session == null) {
      return null;
    }
    ENGINE.run(List.of(TRANSLATE.rebuild(session)));
    return TRANSLATE.encode(session);
  }

  private static byte[] withoutFloats(byte @Nullable [] bytes) {
    TranslateSession session = bytes == null ? null : TRANSLATE.decode(bytes);
    if (session == null) {
      return new byte[0];
    }
    SessionFloats.clear(session);
    return TRANSLATE.encode(session);
  }
}
