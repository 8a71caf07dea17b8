package io.surtitle.batching;

import io.surtitle.inference.Graph;
import io.surtitle.inference.GraphRun;
import io.surtitle.session.Utterance;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/** Decoder steps of many translations, of all sessions and languages, one run a step. */
final class DecoderRun {
  private final GraphRun run;
  private final States states;
  private final int memoryWidth;
  private final int choices;

  /** A decoder whose sessions keep {@code memoryWidth} floats for each source token. */
  DecoderRun(Graph decoder, int memoryWidth) {
    this.run = decoder.newRun();
    this.states = new States(decoder.spec(), run);
    this.memoryWidth = memoryWidth;
    this.choices = decoder.spec().output("top_ids").width();
  }

  /**
   * One row of a step.
   *
   * @param session index into the utterances last given to {@link #attendTo}
   * @param language index of the target language
   * @param token the token before the one to be written
   * @param visible the source tokens that may be attended to, at least 1
   * @param state the decoder's states before the step, one after the other
   */
  record Row(int session, int language, int token, int visible, float[] state) {}

  /** How many of the best tokens a step tells for each row. */
  int choices() {
    return choices;
  }

  /** Each session's memory once, however many rows attend to it, for all steps to come. */
  void attendTo(List<Utterance> utterances) {
    int positions = utterances.stream().mapToInt(Utterance::length).max().orElse(0);
    FloatBuffer memory = run.floats("memory", utterances.size(), positions, memoryWidth);
    for (int session = 0; session < utterances.size(); session++) {
      Utterance utterance = utterances.get(session);
      int start = session * positions * memoryWidth;
      memory.put(start, utterance.memory(), 0, utterance.length() * memoryWidth);
    }
  }

  /** Runs one step of every row. */
  void step(List<Row> rows) {
    LongBuffer token = run.longs("token", rows.size());
    LongBuffer language = run.longs("language", rows.size());
    LongBuffer session = run.longs("session", rows.size());
    LongBuffer visible = run.longs("visible", rows.size());
    for (Row row : rows) {
      token.put(row.token());
      language.put(row.language());
      session.put(row.session());
      visible.put(row.visible());
    }
    states.gather(rows.stream().map(Row::state).toList());
    run.run();
  }

  /** The token ids of a row of the last step, best first. */
  int[] ids(int row) {
    LongBuffer best = run.longOutput("top_ids");
    int[] ids = new int[choices];
    for (int i = 0; i < choices; i++) {
      ids[i] = (int) best.get(row * choices + i);
    }
    return ids;
  }

  /** Their log probabilities. */
  float[] scores(int row) {
    float[] scores = new float[choices];
    run.floatOutput("top_scores").get(row * choices, scores);
    return scores;
  }

  /** Writes a row's states after the last step to an array of the same layout. */
  void keepState(int row, float[] state) {
    states.scatter(row, state);
  }
}
