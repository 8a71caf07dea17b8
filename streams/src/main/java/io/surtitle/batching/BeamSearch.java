package io.surtitle.batching;

import io.surtitle.decoding.Beam;
import io.surtitle.session.Translation;
import java.util.ArrayList;
import java.util.List;

/**
 * The search for the rest of one translation, with the network's states of the live hypotheses. It
 * never survives its turn: what it finds is shown in one go, so that captions still only grow.
 */
final class BeamSearch {
  private final Beam beam;
  private final Translation translation;
  private List<float[]> states;
  private boolean over;

  BeamSearch(Beam beam, Translation translation) {
    this.beam = beam;
    this.translation = translation;
    this.states = List.of(translation.state());
  }

  /** Adds one row for each live hypothesis; {@code previous} is the last token that stands. */
  void ask(int session, int visible, int previous, List<DecoderStep.Row> rows) {
    int[] tokens = beam.lastTokens(previous);
    for (int i = 0; i < tokens.length; i++) {
      rows.add(
          new DecoderStep.Row(session, translation.language(), tokens[i], visible, states.get(i)));
    }
  }

  void take(DecoderStep step, int first, int count) {
    List<int[]> ids = new ArrayList<>(count);
    List<float[]> scores = new ArrayList<>(count);
    for (int row = first; row < first + count; row++) {
      ids.add(step.ids(row));
      scores.add(step.scores(row));
    }
    int[] parents = beam.advance(ids, scores);
    states = new ArrayList<>(parents.length);
    for (int parent : parents) {
      float[] state = new float[translation.state().length];
      step.keepState(first + parent, state);
      states.add(state);
    }
    over = parents.length == 0;
  }

  boolean isOver() {
    return over;
  }

  /** The best rest of the translation. */
  int[] best() {
    return beam.best();
  }
}
