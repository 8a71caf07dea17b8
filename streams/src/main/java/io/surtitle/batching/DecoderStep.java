package io.surtitle.batching;

import io.surtitle.decoding.Choices;
import io.surtitle.inference.Graph;
import io.surtitle.inference.GraphRun;
import io.surtitle.session.Utterance;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The next target token of many translations, of all sessions and languages, in one run. Each
 * session's memory is passed once, however many rows attend to it.
 */
final class DecoderStep {
  /**
   * ONNX Runtime adds up what is over of so many positions in another order. With whole multiples a
   * row comes to the same, to the last bit, however long the utterances of other rows are.
   */
  private static final int ALIGNMENT = 4;

  private final Graph decoder;
  private final States states;
  private final int memoryWidth;
  private final int choices;
  private GraphRun run;

  /** Steps of a decoder whose sessions keep {@code memoryWidth} floats for each source token. */
  DecoderStep(Graph decoder, int memoryWidth) {
    this.decoder = decoder;
    this.run = decoder.run();
    this.states = new States(decoder.spec());
    this.memoryWidth = memoryWidth;
    this.choices = decoder.spec().output("top_ids").width();
  }

  /**
   * One row of a step.
   *
   * @param session index of the row's utterance in the step
   * @param language index of the target language
   * @param token the token before the one to be written
   * @param visible the source tokens that may be attended to, at least 1
   * @param state the decoder's states before the step, one after the other
   */
  record Row(int session, int language, int token, int visible, float[] state) {}

  /** A writer's place among the rows. */
  private record Share(Writer writer, int first, int count) {}

  /** The rows of one run, the utterances they attend to, and whose they are. */
  private static final class Batch {
    private final List<Utterance> utterances = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Share> shares = new ArrayList<>();

    void add(Flight flight) {
      int before = rows.size();
      for (Writer writer : flight.writers()) {
        int first = rows.size();
        writer.ask(utterances.size(), rows);
        if (rows.size() > first) {
          shares.add(new Share(writer, first, rows.size() - first));
        }
      }
      if (rows.size() > before) {
        utterances.add(flight.reading().utterance());
      }
    }
  }

  /** How many of the best tokens a step tells for each row. */
  int choices() {
    return choices;
  }

  /** Lets every writer that can write take its step. */
  void run(List<Flight> flights) {
    run = decoder.run();
    Batch batch = new Batch();
    for (Flight flight : flights) {
      batch.add(flight);
      if (batch.rows.size() >= Engine.ENOUGH_ROWS) {
        run(batch);
        batch = new Batch();
      }
    }
    run(batch);
  }

  private void run(Batch batch) {
    if (!batch.rows.isEmpty()) {
      attendTo(batch.utterances);
      step(batch.rows);
      batch.shares.forEach(share -> share.writer().take(this, share.first(), share.count()));
    }
  }

  private void attendTo(List<Utterance> utterances) {
    int longest = utterances.stream().mapToInt(Utterance::length).max().orElse(0);
    int positions = (longest + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    FloatBuffer memory = run.floats("memory", utterances.size(), positions, memoryWidth);
    for (int session = 0; session < utterances.size(); session++) {
      Utterance utterance = utterances.get(session);
      int start = session * positions * memoryWidth;
      memory.put(start, utterance.memory(), 0, utterance.length() * memoryWidth);
    }
  }

  private void step(List<Row> rows) {
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
    states.gather(run, rows.size(), row -> rows.get(row).state());
    run.run();
  }

  /** The best token of a row of the last step. */
  int best(int row) {
    return (int) run.longOutput("top_ids").get(row * choices);
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

  /** The same with their log probabilities. */
  Choices offered(int row) {
    return new Choices(ids(row), scores(row));
  }

  /** Their log probabilities. */
  float[] scores(int row) {
    float[] scores = new float[choices];
    run.floatOutput("top_scores").get(row * choices, scores);
    return scores;
  }

  /** Writes a row's states after the last step to an array of the same layout. */
  void keepState(int row, float[] state) {
    states.scatter(run, row, state);
  }
}
