package io.surtitle.batching;

import io.surtitle.decoding.Decision;
import io.surtitle.inference.Graph;
import io.surtitle.inference.GraphRun;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Reading;
import io.surtitle.session.Translation;
import io.surtitle.session.Utterance;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/** The next target token of many translations, of all sessions and languages, in one run. */
final class DecoderStep {
  private final Interpreter interpreter;
  private final GraphRun run;
  private final States states;
  private final int width;
  private final int choices;

  DecoderStep(Graph decoder, Interpreter interpreter) {
    this.interpreter = interpreter;
    this.run = decoder.newRun();
    this.states = new States(decoder.spec(), run);
    this.width = interpreter.layout().memoryWidth();
    this.choices = decoder.spec().output("top_ids").width();
  }

  /** Writes for all these sessions until every translation must read or is finished. */
  void run(List<Reading> readings) {
    List<Utterance> utterances = readings.stream().map(Reading::utterance).toList();
    List<Row> rows = rows(utterances);
    if (!rows.isEmpty()) {
      fillMemory(utterances);
    }
    while (!rows.isEmpty()) {
      step(rows);
      rows = rows(utterances);
    }
  }

  private record Row(int session, Utterance utterance, Translation translation, int visible) {}

  private List<Row> rows(List<Utterance> utterances) {
    List<Row> rows = new ArrayList<>();
    for (int session = 0; session < utterances.size(); session++) {
      Utterance utterance = utterances.get(session);
      for (Translation translation : utterance.translations()) {
        if (interpreter.decide(utterance, translation) instanceof Decision.Write write) {
          rows.add(new Row(session, utterance, translation, write.visible()));
        }
      }
    }
    return rows;
  }

  /** Each session's memory once, however many translations attend to it, for all steps to come. */
  private void fillMemory(List<Utterance> utterances) {
    int positions = utterances.stream().mapToInt(Utterance::length).max().orElse(0);
    FloatBuffer memory = run.floats("memory", utterances.size(), positions, width);
    for (int session = 0; session < utterances.size(); session++) {
      Utterance utterance = utterances.get(session);
      int start = session * positions * width;
      memory.put(start, utterance.memory(), 0, utterance.length() * width);
    }
  }

  private void step(List<Row> rows) {
    LongBuffer token = run.longs("token", rows.size());
    LongBuffer language = run.longs("language", rows.size());
    LongBuffer session = run.longs("session", rows.size());
    LongBuffer visible = run.longs("visible", rows.size());
    for (Row row : rows) {
      token.put(interpreter.previousToken(row.translation()));
      language.put(row.translation().language());
      session.put(row.session());
      visible.put(row.visible());
    }
    states.gather(rows.stream().map(row -> row.translation().state()).toList());
    run.run();
    LongBuffer best = run.longOutput("top_ids");
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int chosen = (int) best.get(i * choices);
      if (interpreter.accept(row.utterance(), row.translation(), chosen, row.visible())) {
        states.scatter(i, row.translation().state());
      }
    }
  }
}
