package io.surtitle.batching;

import io.surtitle.inference.Model;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Reading;
import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The seam between many streams and one network: inputs of many sessions go in, steps of many
 * sessions come out.
 *
 * <p>Not thread-safe; every thread has its own, over one shared {@link Model}.
 */
public final class Translator implements Engine {
  private final Interpreter interpreter;
  private final EncoderStep encoder;
  private final Decoder decoder;

  /** A translator over the {@code encoder} and {@code decoder} graphs of a loaded model. */
  public Translator(Model model, Interpreter interpreter) {
    int memoryWidth = interpreter.layout().memoryWidth();
    this.interpreter = interpreter;
    this.encoder = new EncoderStep(model.graph("encoder"), memoryWidth);
    DecoderRun steps = new DecoderRun(model.graph("decoder"), memoryWidth);
    Decoder greedy = new GreedyDecoder(interpreter, steps);
    this.decoder =
        interpreter.beamWidth() == 1 ? greedy : greedy.then(new BeamDecoder(interpreter, steps));
  }

  /** The rules that its sessions follow. */
  public Interpreter interpreter() {
    return interpreter;
  }

  @Override
  public List<List<Update>> advance(List<Turn> turns) {
    List<Reading> readings =
        turns.stream().map(turn -> interpreter.read(turn.session(), turn.input())).toList();
    List<List<Update>> updates = new ArrayList<>();
    readings.forEach(reading -> updates.add(new ArrayList<>(reading.before())));
    int[] active = unread(readings, IntStream.range(0, readings.size()).toArray());
    while (active.length > 0) {
      List<Reading> wave = IntStream.of(active).mapToObj(readings::get).toList();
      encoder.run(wave);
      decoder.run(wave);
      for (int i : active) {
        updates.get(i).addAll(readings.get(i).speak());
      }
      active = unread(readings, active);
    }
    return updates;
  }

  private static int[] unread(List<Reading> readings, int[] candidates) {
    return IntStream.of(candidates).filter(i -> readings.get(i).hasNext()).toArray();
  }
}
