package io.surtitle.topology;

import io.surtitle.batching.Engine;
import io.surtitle.batching.Turn;
import io.surtitle.event.Reason;
import io.surtitle.session.Input;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Session;
import io.surtitle.session.Update;
import io.surtitle.topology.Outcome.Failure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets sessions take inputs, many at a time, wave by wave: each wave is one step of every session
 * that is under way. Nothing is written or sent here, so a wave that fails has no effect; what was
 * under way is run again from its sessions' last bytes, and in halves where that fails too, down to
 * the one input that the model fails on.
 */
final class Waves {
  private static final Logger LOG = LoggerFactory.getLogger(Waves.class);

  private final LiveSessions sessions;
  private final Interpreter interpreter;
  private final Engine engine;
  private final Captions captions;
  private final Glossaries glossaries;
  private final Room room;
  private final InstantSource clock;
  private final Skips skips;
  private final Map<Turn, PendingInput> underWay = new LinkedHashMap<>();

  /** When the input under way of each stream began, epoch milliseconds. */
  private final Map<String, Long> streams = new HashMap<>();

  private final List<Outcome> known = new ArrayList<>();

  Waves(
      LiveSessions sessions,
      Interpreter interpreter,
      Engine engine,
      Captions captions,
      Glossaries glossaries,
      Room room,
      InstantSource clock,
      Skips skips) {
    this.sessions = sessions;
    this.interpreter = interpreter;
    this.engine = engine;
    this.captions = captions;
    this.glossaries = glossaries;
    this.room = room;
    this.clock = clock;
    this.skips = skips;
  }

  /** Whether any input is under way. */
  boolean isEmpty() {
    return streams.isEmpty();
  }

  /** How many inputs are under way. */
  int size() {
    return streams.size();
  }

  boolean isUnderWay(String stream) {
    return streams.containsKey(stream);
  }

  /** Lets an input begin, of a stream that has none under way. */
  void begin(PendingInput input) {
    streams.put(input.stream(), clock.millis());
    try {
      if (isRepeat(input)) {
        known.add(outcome(input, null, null));
        return;
      }
      Turn turn = turn(input);
      engine.begin(turn);
      underWay.put(turn, input);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      known.add(fail(input, e));
    } catch (StackOverflowError e) { // as a pattern may on a text made for it
      known.add(fail(input, new IllegalStateException(e)));
    }
  }

  private boolean isRepeat(PendingInput input) {
    return input.original() != null && skips.isRepeat(input, sessions.get(input.stream()));
  }

  /**
   * Lets an input that cannot be taken be done, of a stream that has none under way.
   *
   * @param speaking whether the captions of its utterance are finished
   */
  void giveUp(PendingInput input, Failure why, boolean speaking) {
    streams.put(input.stream(), clock.millis());
    known.add(fail(input, why, speaking));
  }

  /**
   * Runs one wave.
   *
   * @return what became of the inputs that are done with it
   * @throws RuntimeException if nothing helped; what was under way is to begin again
   */
  List<Outcome> step() {
    List<Outcome> outcomes = new ArrayList<>(known);
    known.clear();
    try {
      for (Engine.Done done : engine.step()) {
        PendingInput input = Objects.requireNonNull(underWay.remove(done.turn()));
        outcomes.add(taken(input, done.turn().session(), done.updates()));
      }
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      outcomes.addAll(runAgain(e));
    }
    outcomes.forEach(outcome -> streams.remove(outcome.pending().stream()));
    return outcomes;
  }

  private Turn turn(PendingInput input) {
    String stream = input.stream();
    return new Turn(sessions.get(stream), input.input(), glossaries.of(stream));
  }

  /** Gives up what is under way: it has never begun. */
  void clear() {
    takeBack();
    known.clear();
    streams.clear();
  }

  private List<PendingInput> takeBack() {
    List<PendingInput> inputs = List.copyOf(underWay.values());
    engine.forget(underWay.keySet());
    underWay.clear();
    inputs.forEach(each -> sessions.forget(each.stream()));
    return inputs;
  }

  /** Also a single input, which may have failed for another's sake where threads share a run. */
  private List<Outcome> runAgain(RuntimeException cause) {
    List<PendingInput> inputs = takeBack();
    LOG.debug("a wave of {} failed and is run again: {}", inputs.size(), cause.toString());
    return inputs.size() < 2 ? runAlone(inputs) : runHalves(inputs);
  }

  private List<Outcome> runHalves(List<PendingInput> inputs) {
    int half = inputs.size() / 2;
    List<Outcome> outcomes = new ArrayList<>(runAlone(inputs.subList(0, half)));
    outcomes.addAll(runAlone(inputs.subList(half, inputs.size())));
    return outcomes;
  }

  private List<Outcome> runAlone(List<PendingInput> inputs) {
    List<Turn> turns = inputs.stream().map(this::turn).toList();
    List<List<Update>> updates;
    try {
      updates = engine.advance(turns);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      inputs.forEach(each -> sessions.forget(each.stream()));
      return inputs.size() == 1 ? List.of(fail(inputs.get(0), e)) : runHalves(inputs);
    }
    List<Outcome> outcomes = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      outcomes.add(taken(inputs.get(i), turns.get(i).session(), updates.get(i)));
    }
    return outcomes;
  }

  private Outcome fail(PendingInput pending, RuntimeException cause) {
    sessions.forget(pending.stream());
    boolean fits = !(cause instanceof Room.Exceeded);
    LOG.warn(
        "stream {}: {} at offset {}: {}",
        pending.stream(),
        fits ? "the model failed" : "what came of the input is too large",
        pending.input().offset(),
        fits ? cause.toString() : cause.getMessage());
    LOG.debug("stream {}: where it failed", pending.stream(), cause);
    Failure why =
        fits
            ? new Failure(Reason.INFERENCE_FAILED, cause.toString())
            : new Failure(Reason.TOO_LARGE, String.valueOf(cause.getMessage()));
    return fail(pending, why, true);
  }

  /** The utterance ends with what was shown of it; the stream goes on after the input. */
  private Outcome fail(PendingInput pending, Failure why, boolean speaking) {
    Input input = pending.input();
    Session spoilt = sessions.get(pending.stream());
    Session fresh = interpreter.fresh(spoilt.taken().and(input));
    List<Update> updates = speaking ? abandon(pending, spoilt) : List.of();
    return outcome(pending, changed(pending, fresh, updates), why);
  }

  private List<Update> abandon(PendingInput pending, Session spoilt) {
    try {
      List<Update> updates = interpreter.abandon(spoilt);
      records(pending, updates).forEach(room::check);
      return updates;
    } catch (RuntimeException e) {
      LOG.error("stream {}: its last caption is lost", pending.stream(), e);
      return List.of();
    }
  }

  private Outcome taken(PendingInput input, Session session, List<Update> updates) {
    try {
      Outcome.Changed changed = changed(input, session, updates);
      room.check(input.stream(), changed.bytes);
      changed.captions.forEach(room::check);
      return outcome(input, changed, null);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      return fail(input, e);
    }
  }

  private Outcome outcome(
      PendingInput input, Outcome.@Nullable Changed changed, @Nullable Failure failure) {
    long begun = Objects.requireNonNull(streams.get(input.stream()));
    return new Outcome(input, changed, failure, begun);
  }

  private Outcome.Changed changed(PendingInput pending, Session session, List<Update> updates) {
    return new Outcome.Changed(
        session, sessions.encode(session), updates, records(pending, updates));
  }

  private List<Record<byte[], Outgoing>> records(PendingInput pending, List<Update> updates) {
    long now = clock.millis();
    return updates.stream().map(each -> captions.record(pending.stream(), each, now)).toList();
  }
}
