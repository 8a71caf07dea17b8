package io.surtitle.task.translate;

import io.surtitle.decoding.Beam;
import io.surtitle.decoding.Choices;
import io.surtitle.inference.GraphBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The beam search for the rest of one translation, with the decoder states of the live hypotheses.
 * It never outlives its turn: its result is shown at once, so that captions still only grow.
 */
final class BeamSearch {
  private final TranslateRules rules;
  private final Beam beam;
  private final Translation translation;
  private final List<byte[]> kept = new ArrayList<>();
  private List<byte[]> states;
  private boolean over;

  BeamSearch(TranslateRules rules, Beam beam, Translation translation) {
    this.rules = rules;
    this.beam = beam;
    this.translation = translation;
    this.states = List.of(translation.state());
  }

  /** Adds one row for each live hypothesis; {@code previous} is the last token already written. */
  void ask(GraphBatch batch, int memory, int visible, int previous) {
    int[] tokens = beam.lastTokens(previous);
    for (int i = 0; i < tokens.length; i++) {
      Writer.addRow(batch, memory, translation, tokens[i], visible, states.get(i));
    }
  }

  /** Takes the results of those rows and returns their number. */
  int take(GraphBatch batch, int first) {
    int rows = states.size();
    List<int[]> ids = new ArrayList<>(rows);
    List<float[]> scores = new ArrayList<>(rows);
    for (int row = first; row < first + rows; row++) {
      Choices choices = Writer.choices(rules, batch, row);
      ids.add(choices.ids());
      scores.add(choices.logProbabilities());
    }
    int[] parents = beam.advance(ids, scores);
    for (int i = 0; i < parents.length; i++) {
      if (i == kept.size()) {
        kept.add(new byte[translation.state().length]);
      }
      batch.keepState(first + parents[i], kept.get(i)); // the run has read what it held
    }
    states = List.copyOf(kept.subList(0, parents.length));
    over = parents.length == 0;
    return rows;
  }

  boolean isOver() {
    return over;
  }

  /** The best rest of the translation. */
  int[] best() {
    return beam.best();
  }
}
