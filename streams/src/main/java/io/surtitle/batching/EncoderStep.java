package io.surtitle.batching;

import io.surtitle.inference.Graph;
import io.surtitle.inference.GraphRun;
import io.surtitle.session.Reading;
import io.surtitle.session.Utterance;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/** The next source tokens of many sessions through the encoder in one run, with ragged lengths. */
final class EncoderStep {
  private final GraphRun run;
  private final States states;
  private final int width;

  EncoderStep(Graph encoder, int memoryWidth) {
    this.run = encoder.newRun();
    this.states = new States(encoder.spec(), run);
    this.width = memoryWidth;
  }

  /** Moves every reading to its next segment and appends what the encoder makes of it. */
  void run(List<Reading> readings) {
    List<int[]> tokens = readings.stream().map(Reading::next).toList();
    int time = tokens.stream().mapToInt(ids -> ids.length).max().orElse(0);
    fillTokens(tokens, time);
    states.gather(readings.stream().map(each -> each.session().encoderState()).toList());
    run.run();
    FloatBuffer memory = run.floatOutput("memory");
    for (int row = 0; row < readings.size(); row++) {
      keep(readings.get(row), row, tokens.get(row).length, time, memory);
    }
  }

  private void fillTokens(List<int[]> tokens, int time) {
    LongBuffer ids = run.longs("tokens", tokens.size(), time);
    IntBuffer lengths = run.ints("lengths", tokens.size());
    for (int[] row : tokens) {
      Arrays.stream(row).forEach(ids::put);
      for (int i = row.length; i < time; i++) {
        ids.put(0);
      }
      lengths.put(row.length);
    }
  }

  private void keep(Reading reading, int row, int length, int time, FloatBuffer memory) {
    Utterance utterance = reading.utterance();
    int start = utterance.grow(length, width);
    memory.get(row * time * width, utterance.memory(), start, length * width);
    NonFiniteException.check(utterance.memory(), start, length * width, "the encoder memory");
    states.scatter(row, reading.session().encoderState());
  }
}
