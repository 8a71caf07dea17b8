package io.surtitle.topology;

import io.surtitle.batching.Engine;
import io.surtitle.batching.Turn;
import io.surtitle.session.Input;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Session;
import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets many sessions take one input each. Nothing is written or sent here, so a wave that fails has
 * no effect and is run again in halves, down to the one input that the model fails on.
 */
final class Wave {
  private static final Logger LOG = LoggerFactory.getLogger(Wave.class);

  private final LiveSessions sessions;
  private final Interpreter interpreter;
  private final Engine engine;
  private final Captions captions;

  Wave(LiveSessions sessions, Interpreter interpreter, Engine engine, Captions captions) {
    this.sessions = sessions;
    this.interpreter = interpreter;
    this.engine = engine;
    this.captions = captions;
  }

  /** What becomes of each input; the inputs are of different streams. */
  List<Outcome> run(List<PendingInput> inputs, long nowMs) {
    try {
      return attempt(inputs, nowMs);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      inputs.forEach(each -> sessions.forget(each.stream()));
      return inputs.size() == 1
          ? List.of(fail(inputs.get(0), e, nowMs))
          : runHalves(inputs, e, nowMs);
    }
  }

  private List<Outcome> runHalves(List<PendingInput> inputs, RuntimeException cause, long nowMs) {
    LOG.debug("a wave of {} failed and is split: {}", inputs.size(), cause.toString());
    int half = inputs.size() / 2;
    List<Outcome> outcomes = new ArrayList<>(run(inputs.subList(0, half), nowMs));
    outcomes.addAll(run(inputs.subList(half, inputs.size()), nowMs));
    return outcomes;
  }

  private List<Outcome> attempt(List<PendingInput> inputs, long nowMs) {
    List<Outcome> outcomes = new ArrayList<>(inputs.size());
    List<PendingInput> taken = new ArrayList<>(inputs.size());
    List<Turn> turns = new ArrayList<>(inputs.size());
    for (PendingInput each : inputs) {
      Session session = sessions.get(each.stream());
      if (each.original() != null && session.hasTaken(each.input())) {
        LOG.debug("stream {}: offset {} came before", each.stream(), each.input().offset());
        outcomes.add(new Outcome(each, null, null));
      } else {
        taken.add(each);
        turns.add(new Turn(session, each.input()));
      }
    }
    List<List<Update>> updates = turns.isEmpty() ? List.of() : engine.advance(turns);
    for (int i = 0; i < turns.size(); i++) {
      Outcome.Changed changed =
          changed(taken.get(i), turns.get(i).session(), updates.get(i), nowMs);
      outcomes.add(new Outcome(taken.get(i), changed, null));
    }
    return outcomes;
  }

  /** The utterance ends with what was shown of it; the stream goes on after the input. */
  private Outcome fail(PendingInput pending, RuntimeException cause, long nowMs) {
    Input input = pending.input();
    LOG.warn(
        "stream {}: the model failed at offset {}: {}",
        pending.stream(),
        input.offset(),
        cause.toString());
    LOG.debug("stream {}: where it failed", pending.stream(), cause);
    Session spoilt = sessions.get(pending.stream());
    Session fresh =
        interpreter.fresh(
            Math.max(spoilt.lastOffset(), input.offset()),
            Math.max(spoilt.lastSequence(), input.sequence()));
    Outcome.Changed changed;
    try {
      changed = changed(pending, fresh, interpreter.abandon(spoilt), nowMs);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("stream {}: its last caption is lost", pending.stream(), e);
      changed = changed(pending, fresh, List.of(), nowMs);
    }
    return new Outcome(pending, changed, cause.toString());
  }

  private Outcome.Changed changed(
      PendingInput pending, Session session, List<Update> updates, long nowMs) {
    List<Record<byte[], Outgoing>> records =
        updates.stream().map(each -> captions.record(pending.stream(), each, nowMs)).toList();
    return new Outcome.Changed(session, sessions.encode(session), records);
  }
}
