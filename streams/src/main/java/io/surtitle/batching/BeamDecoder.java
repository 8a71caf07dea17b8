package io.surtitle.batching;

import io.surtitle.decoding.Beam;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Reading;
import io.surtitle.session.Translation;
import io.surtitle.session.Utterance;
import java.util.ArrayList;
import java.util.List;

/**
 * Beam search for the rest of translations all of whose source is known. It is written in one go,
 * so that captions still only grow and no search ever has to survive between two inputs.
 */
final class BeamDecoder implements Decoder {
  private final Interpreter interpreter;
  private final DecoderRun decoder;
  private final int width;

  BeamDecoder(Interpreter interpreter, DecoderRun decoder) {
    this.interpreter = interpreter;
    this.decoder = decoder;
    this.width = Math.min(interpreter.beamWidth(), decoder.choices());
  }

  /** One translation being searched for; its states, in the order of the beam. */
  private final class Search {
    private final int session;
    private final Utterance utterance;
    private final Translation translation;
    private final Beam beam;
    private List<float[]> states;

    Search(int session, Utterance utterance, Translation translation) {
      this.session = session;
      this.utterance = utterance;
      this.translation = translation;
      this.beam = interpreter.search(utterance, translation, width);
      this.states = List.of(translation.state());
    }

    List<DecoderRun.Row> rows() {
      List<DecoderRun.Row> rows = new ArrayList<>();
      int[] tokens = beam.lastTokens(interpreter.previous(translation));
      for (int i = 0; i < tokens.length; i++) {
        int visible = utterance.length();
        int language = translation.language();
        rows.add(new DecoderRun.Row(session, language, tokens[i], visible, states.get(i)));
      }
      return rows;
    }

    /** Takes the results of its rows, which start at {@code first}; true if it goes on. */
    boolean advance(int first) {
      List<int[]> ids = new ArrayList<>();
      List<float[]> scores = new ArrayList<>();
      for (int i = 0; i < states.size(); i++) {
        ids.add(decoder.ids(first + i));
        scores.add(decoder.scores(first + i));
      }
      int[] parents = beam.advance(ids, scores);
      states = new ArrayList<>();
      for (int parent : parents) {
        float[] state = new float[translation.state().length];
        decoder.keepState(first + parent, state);
        states.add(state);
      }
      if (parents.length == 0) {
        translation.hypothesis().complete(beam.best(), utterance.length());
      }
      return parents.length > 0;
    }
  }

  @Override
  public void run(List<Reading> readings) {
    List<Utterance> utterances =
        readings.stream().map(Reading::utterance).filter(Utterance::ended).toList();
    List<Search> searches = new ArrayList<>();
    for (int i = 0; i < utterances.size(); i++) {
      for (Translation translation : utterances.get(i).translations()) {
        if (!translation.hypothesis().finished()) {
          searches.add(new Search(i, utterances.get(i), translation));
        }
      }
    }
    if (!searches.isEmpty()) {
      decoder.attendTo(utterances);
    }
    while (!searches.isEmpty()) {
      searches = step(searches);
    }
  }

  private List<Search> step(List<Search> searches) {
    List<DecoderRun.Row> rows = new ArrayList<>();
    List<Integer> firsts = new ArrayList<>();
    for (Search search : searches) {
      firsts.add(rows.size());
      rows.addAll(search.rows());
    }
    decoder.step(rows);
    List<Search> unfinished = new ArrayList<>();
    for (int i = 0; i < searches.size(); i++) {
      if (searches.get(i).advance(firsts.get(i))) {
        unfinished.add(searches.get(i));
      }
    }
    return unfinished;
  }
}
