package io.surtitle.batching;

import io.surtitle.inference.Graph;
import io.surtitle.inference.GraphRun;
import io.surtitle.session.Utterance;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * The next source token of many sessions in one run.
 *
 * <p>One token each, though the graph takes more: words differ in length, so a longer time axis is
 * mostly padding, and what a token becomes does not depend on how the words arrived.
 */
final class EncoderStep {
  private final Graph encoder;
  private final States states;
  private final int width;

  EncoderStep(Graph encoder, int memoryWidth) {
    this.encoder = encoder;
    this.states = new States(encoder.spec());
    this.width = memoryWidth;
  }

  /** Reads on where there is something to read, and appends what the encoder makes of it. */
  void run(List<Flight> flights) {
    List<Flight> readers = flights.stream().filter(each -> each.reading().hasToken()).toList();
    if (readers.isEmpty()) {
      return;
    }
    GraphRun run = encoder.run();
    LongBuffer tokens = run.longs("tokens", readers.size(), 1);
    IntBuffer lengths = run.ints("lengths", readers.size());
    for (Flight reader : readers) {
      tokens.put(reader.read());
      lengths.put(1);
    }
    states.gather(run, readers.size(), row -> state(readers.get(row)));
    run.run();
    FloatBuffer memory = run.floatOutput("memory");
    for (int row = 0; row < readers.size(); row++) {
      keep(readers.get(row), row, memory);
      states.scatter(run, row, state(readers.get(row)));
    }
  }

  private void keep(Flight reader, int row, FloatBuffer memory) {
    Utterance utterance = reader.reading().utterance();
    int start = utterance.grow(1, width);
    memory.get(row * width, utterance.memory(), start, width);
    NonFiniteException.check(utterance.memory(), start, width, "the encoder memory");
  }

  private static float[] state(Flight flight) {
    return flight.reading().session().encoderState();
  }
}
