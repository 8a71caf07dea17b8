package io.surtitle.batching;

import io.surtitle.inference.Model;
import io.surtitle.session.Interpreter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * The seam between many streams and one network: turns of many sessions go in, steps of many
 * sessions come out.
 *
 * <p>Not thread-safe; every thread has its own, over one shared {@link Model}.
 */
public final class Translator implements Engine {
  private final Interpreter interpreter;
  private final EncoderStep encoder;
  private final DecoderStep decoder;
  private final int beam;
  private final List<Flight> flights = new ArrayList<>();

  /** A translator over the {@code encoder} and {@code decoder} graphs of a loaded model. */
  public Translator(Model model, Interpreter interpreter) {
    int memoryWidth = interpreter.layout().memoryWidth();
    this.interpreter = interpreter;
    this.encoder = new EncoderStep(model.graph("encoder"), memoryWidth);
    this.decoder = new DecoderStep(model.graph("decoder"), memoryWidth);
    this.beam = Math.min(interpreter.beamWidth(), decoder.choices());
  }

  /** The rules that its sessions follow. */
  public Interpreter interpreter() {
    return interpreter;
  }

  @Override
  public void begin(Turn turn) {
    flights.add(new Flight(turn, interpreter, beam));
  }

  @Override
  public List<Done> step() {
    encoder.run(flights);
    decoder.run(flights);
    List<Done> done = new ArrayList<>();
    for (Iterator<Flight> each = flights.iterator(); each.hasNext(); ) {
      Flight flight = each.next();
      if (flight.isDone()) {
        each.remove();
        done.add(flight.done());
      }
    }
    return done;
  }

  @Override
  public void forget(Collection<Turn> turns) {
    flights.removeIf(flight -> turns.contains(flight.turn()));
  }
}
