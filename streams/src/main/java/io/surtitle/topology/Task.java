package io.surtitle.topology;

import io.surtitle.batching.Engine;
import io.surtitle.event.Reason;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.Input;
import io.surtitle.session.Interpreter;
import io.surtitle.session.StreamPosition;
import io.surtitle.topology.Attempts.Remedy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of one partition while it is assigned here: what waits, what lives, and the waves
 * that bring the two together.
 */
final class Task {
  private static final Logger LOG = LoggerFactory.getLogger(Task.class);

  /** Sessions kept in memory for each that can be under way. */
  private static final int LIVE = 8;

  /** One punctuation works no longer, so that others may join and commits are not held up. */
  private static final Duration MOST_AT_ONCE = Duration.ofMillis(20);

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ProcessorContext<byte[], Outgoing> context;
  private final TopologySettings settings;
  private final PendingInputs pending;
  private final LiveSessions sessions;
  private final Hearing hearing;
  private final Admission admission;
  private final Room room;
  private final Waves waves;
  private final Recreation recreation;
  private final int batchMax;
  private final BooleanSupplier stopping;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final TaskMeters meters;
  private final DeadLetters deadLetters;
  private final Safeguards safeguards;
  private final int partition;

  /** Whether an input has come since the last tick. */
  private boolean arrived;

  private long lastWave;

  /** Until then no wave is run, because the last one failed; epoch milliseconds. */
  private long retry;

  Task(
      ProcessorContext<byte[], Outgoing> context,
      TopologySettings settings,
      Interpreter interpreter,
      Engine engine,
      DeadLetters deadLetters,
      Host host,
      EngineMeters meters) {
    this.stopping = host.stopping();
    this.safeguards = host.safeguards();
    this.context = context;
    this.settings = settings;
    this.clock = host.clocks().wall();
    this.nanos = host.clocks().nanos();
    this.pending = new PendingInputs(context.getStateStore(Names.PENDING_INPUTS), clock.millis());
    this.sessions =
        new LiveSessions(
            context.getStateStore(Names.SESSIONS), interpreter, LIVE * settings.batch().max());
    this.recreation = new Recreation(context, settings.topics().text(), host, pending, sessions);
    Skips skips = new Skips(meters);
    this.batchMax =
        Math.min(
            settings.batch().max(), Math.max(1, Engine.ENOUGH_ROWS / interpreter.translations()));
    this.room = new Room(safeguards.limits(), context.applicationId());
    this.waves =
        new Waves(
            sessions,
            interpreter,
            engine,
            new Captions(settings, interpreter.manifest()),
            new Glossaries(context.getStateStore(Names.GLOSSARIES)),
            room,
            clock,
            skips);
    this.deadLetters = deadLetters;
    this.partition = context.taskId().partition();
    this.hearing = new Hearing(settings.silence(), settings.limits().idle());
    this.admission = new Admission(settings.limits(), hearing, pending, deadLetters, skips);
    startClocks(clock.millis());
    // Last: what fails to begin is never closed.
    this.meters = new TaskMeters(meters, settings.targets().get(0));
  }

  /** Nobody knows how long it was quiet before. */
  private void startClocks(long now) {
    sessions.each(
        (stream, open) -> {
          hearing.heard(stream, now);
          hearing.speaks(stream, open, now);
        });
    pending.waiting().forEach(stream -> hearing.heard(stream, now));
  }

  /** The position of the next record in its stream: {@link Recreation#position}. */
  long position(Optional<Uuid> topic, long offset) {
    return recreation.position(topic, offset);
  }

  /** Lets an input wait, and runs waves if enough do. */
  void add(PendingInput input, Original original) {
    arrived = true;
    try {
      room.check(input, original);
      admission.take(input, original, input.arrived());
    } catch (Room.Exceeded e) {
      deadLetters.send(input, original, Reason.TOO_LARGE, String.valueOf(e.getMessage()));
    }
    boolean going = mayRun();
    while (going && enough()) {
      going = runWave() && mayRun();
    }
  }

  /**
   * What fails for good would otherwise fill the log, and keep a processor busy with nothing. And
   * who stops must not work off a backlog first, which waits in the store for the next.
   */
  private boolean mayRun() {
    return clock.millis() >= retry && !stopping.getAsBoolean();
  }

  private boolean enough() {
    return pending.waiting().size() >= batchMax || pending.size() >= settings.limits().pending();
  }

  /** Runs waves for what waits, ends the utterances of silent streams, closes idle ones. */
  void tick() {
    long now = clock.millis();
    endUtterances(hearing.silent(now, batchMax), now);
    closeIdle(hearing.idle(now, batchMax), now);
    if (!mayMoreCome(now) && mayRun()) {
      runWaves();
    }
    tellWhereItStands();
  }

  private void runWaves() {
    long begun = nanos.getAsLong();
    boolean going = true;
    while (going
        && !(waves.isEmpty() && pending.isEmpty())
        && nanos.getAsLong() - begun < MOST_AT_ONCE.toNanos()) {
      going = runWave() && mayRun();
    }
  }

  private void tellWhereItStands() {
    meters.stands(hearing.streams(), waves.size(), pending);
  }

  /** Kafka Streams hands out hardly a record between two ticks that take their time. */
  private boolean mayMoreCome(long now) {
    boolean flowing = arrived && now - lastWave < settings.batch().delay().toMillis();
    arrived = false;
    return flowing;
  }

  private void endUtterances(List<String> silent, long now) {
    silent.stream()
        .filter(stream -> !isBusy(stream))
        .forEach(stream -> begin(silence(stream, now)));
  }

  /** Whether a stream has something to take, be it only the end of its utterance. */
  private boolean isBusy(String stream) {
    return pending.isWaiting(stream) || waves.isUnderWay(stream);
  }

  private PendingInput silence(String stream, long now) {
    return new PendingInput(
        stream, Input.silence(sessions.get(stream).lastOffset(), now), null, now);
  }

  private void closeIdle(List<String> idle, long now) {
    endUtterances(idle.stream().filter(hearing::isSpeaking).toList(), now);
    idle.stream().filter(stream -> !isBusy(stream)).forEach(this::close);
  }

  private void close(String stream) {
    LOG.debug("stream {} is idle and closed", stream);
    sessions.close(stream);
    hearing.forget(stream);
    admission.forget(stream);
  }

  /** Whether a wave ran; if not, nothing has changed, and its inputs still wait. */
  private boolean runWave() {
    List<Outcome> outcomes;
    try {
      pending.oldest(Math.max(0, batchMax - waves.size()), this::mayBegin).forEach(this::begin);
      tellWhereItStands();
      if (waves.isEmpty()) {
        return false; // all that wait must wait longer
      }
      long begun = nanos.getAsLong();
      outcomes = waves.step();
      meters.wave(nanos.getAsLong() - begun);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      // Not even the fallback of a failed wave worked. The timer must live on.
      LOG.error("a wave of {} failed and will be tried again", waves.size(), e);
      waves.clear();
      retry = clock.millis() + RETRY.toMillis();
      return false;
    }
    lastWave = clock.millis();
    safeguards.progress().moved();
    outcomes.forEach(outcome -> apply(outcome, lastWave));
    return true;
  }

  private boolean mayBegin(String stream) {
    return !waves.isUnderWay(stream) && safeguards.attempts().mayTake(partition, stream);
  }

  /** Lets an input begin, but for one on which the task has failed too often. */
  private void begin(PendingInput input) {
    long offset = StreamPosition.offset(input.input().offset());
    Remedy remedy = safeguards.attempts().remedy(partition, offset);
    if (remedy == Remedy.NONE) {
      waves.begin(input);
      return;
    }
    String detail = safeguards.attempts().describe(partition, offset);
    LOG.warn("stream {}: offset {} is given up, it {}", input.stream(), offset, detail);
    Outcome.Failure why = new Outcome.Failure(Reason.PROCESSING_FAILED, detail);
    waves.giveUp(input, why, remedy == Remedy.DEAD_LETTER);
  }

  /** Gives up what is under way: it waits in the store. */
  void close() {
    meters.close();
    waves.clear();
  }

  private void apply(Outcome outcome, long now) {
    long offset = StreamPosition.offset(outcome.pending().input().offset());
    try {
      safeguards.attempts().taken(partition, outcome.pending().stream(), offset);
      send(outcome, now);
    } catch (RuntimeException e) {
      if (Attempts.mayLieInTheInput(e)) {
        safeguards.attempts().failed(partition, offset, e);
      }
      throw e;
    }
  }

  /**
   * Only sends and stores: whatever fails here is Kafka Streams' to undo. Where it cannot, because
   * it runs at least once, what was done stays done: so captions come first, and the input is taken
   * out last.
   */
  private void send(Outcome outcome, long now) {
    PendingInput input = outcome.pending();
    Original original = input.original();
    Outcome.Failure failure = outcome.failure();
    if (failure != null && original != null && input.input().mark() != Input.Mark.ANEW) {
      deadLetters.send(input, original, failure.reason(), failure.detail());
    }
    Outcome.Changed changed = outcome.changed();
    if (changed != null) {
      changed.captions.forEach(caption -> context.forward(caption, Names.CAPTIONS_SINK));
      sessions.put(input.stream(), changed.session, changed.bytes);
      hearing.speaks(input.stream(), changed.session.speaking(), now);
      meters.done(outcome, now);
    }
    if (original != null) { // the end of an utterance is nothing heard
      hearing.heard(input.stream(), now);
      pending.remove(input);
    }
  }
}
