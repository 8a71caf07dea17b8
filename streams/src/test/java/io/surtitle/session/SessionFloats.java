package io.surtitle.session;

import java.util.ArrayList;
import java.util.List;

/** A look into sessions, for tests of other packages. */
public final class SessionFloats {
  private SessionFloats() {}

  /** All that a network has computed for a session, live: its states and its memory. */
  public static List<float[]> of(Session session) {
    List<float[]> arrays = new ArrayList<>();
    arrays.add(session.encoderState());
    Utterance utterance = session.utterance();
    if (utterance != null) {
      arrays.add(utterance.memory());
      utterance.translations().forEach(each -> arrays.add(each.state()));
    }
    return arrays;
  }
}
