package io.surtitle.task.transcribe;

import io.surtitle.inference.GraphBatch;
import java.util.ArrayList;
import java.util.List;

/** The recurrent language model: a row for each hypothesis that it has not read yet. */
final class LanguageModel {
  private LanguageModel() {}

  /** Asks for what comes after the hypotheses of a search. */
  static void ask(Search search, GraphBatch batch) {
    for (Hypothesis each : search.live()) {
      if (!each.history().isRead()) {
        batch.add(each.history().state()).set(Transcribe.TOKEN, each.history().label());
      }
    }
  }

  /**
   * Tells the search what it was asked for.
   *
   * @param first row of those that were asked for
   * @param labels how many there are
   */
  static void take(Search search, GraphBatch batch, int first, int labels) {
    List<History> read = new ArrayList<>();
    for (Hypothesis each : search.live()) {
      if (!each.history().isRead()) {
        int at = first + read.size();
        byte[] state = new byte[each.history().state().length];
        float[] next = new float[labels];
        batch.read(Transcribe.NEXT, at, next);
        batch.keepState(at, state);
        read.add(each.history().read(state, next));
      }
    }
    search.read(read);
  }
}
