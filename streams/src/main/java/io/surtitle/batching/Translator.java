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
public final class Translator {
  private final Interpreter interpreter;
  private final EncoderStep encoder;
  private final Decoder decoder;

  /** A translator that writes the best token of each step as soon as the policy allows. */
  public Translator(Model model, Interpreter interpreter) {
    this(model, interpreter, 1);
  }

  /**
   * A translator over the {@code encoder} and {@code decoder} graphs of a loaded model.
   *
   * @param beam 1 to write the best token of each step as soon as the policy allows; more to search
   *     for the best translation of whole utterances, whatever the policy
   */
  public Translator(Model model, Interpreter interpreter, int beam) {
    int memoryWidth = interpreter.layout().memoryWidth();
    this.interpreter = interpreter;
    this.encoder = new EncoderStep(model.graph("encoder"), memoryWidth);
    DecoderRun steps = new DecoderRun(model.graph("decoder"), memoryWidth);
    this.decoder =
        beam == 1
            ? new GreedyDecoder(interpreter, steps)
            : new BeamDecoder(interpreter, steps, beam);
  }

  /** The rules that its sessions follow. */
  public Interpreter interpreter() {
    return interpreter;
  }

  /**
   * Lets every session take its input, all of them together.
   *
   * @return for each turn, in order, the updates it gave rise to
   * @throws RuntimeException if a run fails; all sessions of the call are spoilt then and must be
   *     restored from their last bytes
   */
  public List<List<Update>> advance(List<Turn> turns) {
    List<Reading> readings =
        turns.stream().map(turn -> interpreter.read(turn.session(), turn.input())).toList();
    List<List<Update>> updates = new ArrayList<>();
    turns.forEach(turn -> updates.add(new ArrayList<>()));
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
