package io.surtitle.topology;

import io.surtitle.batching.Engine;
import io.surtitle.event.Reason;
import io.surtitle.session.Input;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of one partition while it is assigned here: what waits, what lives, and the waves
 * that bring the two together.
 */
final class Task {
  private static final Logger LOG = LoggerFactory.getLogger(Task.class);

  /** More waiting inputs than this for each row of a wave are worked off before more is read. */
  private static final int PENDING_PER_ROW = 4;

  private static final int LIVE_PER_ROW = 16;

  /** One punctuation works no longer, so that commits, and with them captions, are not held up. */
  private static final long MOST_AT_ONCE_MS = 100;

  private final ProcessorContext<byte[], Outgoing> context;
  private final TopologySettings settings;
  private final PendingInputs pending;
  private final LiveSessions sessions;
  private final SilenceClock clock;
  private final Wave wave;
  private final DeadLetters deadLetters;

  Task(
      ProcessorContext<byte[], Outgoing> context,
      TopologySettings settings,
      Interpreter interpreter,
      Engine engine,
      DeadLetters deadLetters) {
    this.context = context;
    this.settings = settings;
    this.pending = new PendingInputs(context.getStateStore(Names.PENDING_INPUTS));
    this.sessions =
        new LiveSessions(
            context.getStateStore(Names.SESSIONS),
            interpreter,
            LIVE_PER_ROW * settings.batch().max());
    this.clock = new SilenceClock(settings.silence().toMillis());
    this.wave =
        new Wave(sessions, interpreter, engine, new Captions(settings, interpreter.manifest()));
    this.deadLetters = deadLetters;
    // Nobody knows how long it was silent before: the clock starts now.
    long now = context.currentSystemTimeMs();
    sessions.speaking().forEach(stream -> clock.heard(stream, true, now));
  }

  /** Lets an input wait, and runs waves if enough do. */
  void add(PendingInput input, Original original) {
    pending.add(input, original);
    boolean going = true;
    while (going && enough()) {
      going = runWave(pending.oldest(settings.batch().max()));
    }
  }

  /** Runs waves for what waits, and ends the utterances of streams that fell silent. */
  void tick() {
    long until = context.currentSystemTimeMs() + MOST_AT_ONCE_MS;
    boolean going = true;
    while (going && pending.size() > 0 && context.currentSystemTimeMs() < until) {
      going = runWave(pending.oldest(settings.batch().max()));
    }
    endSilent();
  }

  private boolean enough() {
    return pending.streams() >= settings.batch().max()
        || pending.size() > PENDING_PER_ROW * settings.batch().max();
  }

  private void endSilent() {
    long now = context.currentSystemTimeMs();
    List<PendingInput> ends =
        clock.silent(now, settings.batch().max()).stream()
            .filter(stream -> !pending.isWaiting(stream))
            .map(stream -> silence(stream, now))
            .toList();
    if (!ends.isEmpty()) {
      runWave(ends);
    }
  }

  private PendingInput silence(String stream, long now) {
    return new PendingInput(stream, Input.silence(sessions.get(stream).lastOffset(), now), null);
  }

  /** Whether the wave ran; if not, nothing has changed, and its inputs still wait. */
  private boolean runWave(List<PendingInput> inputs) {
    long now = context.currentSystemTimeMs();
    List<Outcome> outcomes;
    try {
      outcomes = wave.run(inputs, now);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      // Not even the fallback of a failed wave worked. The timer must live on.
      LOG.error("a wave of {} failed and will be tried again", inputs.size(), e);
      inputs.forEach(each -> sessions.forget(each.stream()));
      return false;
    }
    outcomes.forEach(outcome -> apply(outcome, now));
    return true;
  }

  /** Only stores and forwards: whatever fails here is Kafka Streams' to undo. */
  private void apply(Outcome outcome, long now) {
    PendingInput input = outcome.pending();
    Original original = input.original();
    if (original != null) {
      pending.remove(input);
    }
    Outcome.Changed changed = outcome.changed();
    if (changed != null) {
      Session session = changed.session;
      sessions.put(input.stream(), session, changed.bytes);
      clock.heard(input.stream(), session.speaking(), now);
      changed.captions.forEach(caption -> context.forward(caption, Names.CAPTIONS_SINK));
    }
    String failure = outcome.failure();
    if (failure != null && original != null) {
      deadLetters.send(
          input.stream().getBytes(StandardCharsets.US_ASCII),
          original,
          input.input().offset(),
          input.input().timestamp(),
          Reason.INFERENCE_FAILED,
          failure);
    }
  }
}
