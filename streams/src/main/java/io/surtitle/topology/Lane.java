package io.surtitle.topology;

import io.surtitle.engine.Input;
import io.surtitle.engine.Session;
import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.StreamPosition;
import io.surtitle.event.Message;
import io.surtitle.event.Reason;
import io.surtitle.topology.Attempts.Remedy;
import io.surtitle.topology.Outcome.Changed;
import io.surtitle.topology.Outcome.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One operator at work on the streams of a partition: its sessions, and the waves they run in. */
final class Lane<S extends Session, X, Y> {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final TaskContext<X> task;
  private final String operator;
  private final SessionStore sessions;
  private final VersionsInUse<S, X, Y> versions;
  private final Runnable underWayChanged;

  /** Streams in which something is open that a silence ends. */
  private final OpenStreams open;

  private InputQueue<X> queue = new InputQueue<>();

  /** Until then no wave is run, because the last one failed; epoch milliseconds. */
  private long retry;

  Lane(OperatorSpec<S, X, Y> spec, TaskContext<X> task, Skips skips, Runnable underWayChanged) {
    this.underWayChanged = underWayChanged;
    this.task = task;
    this.operator = spec.id();
    this.sessions = new SessionStore(task.context().getStateStore(spec.store()));
    this.versions = new VersionsInUse<>(spec, task, sessions, skips);
    this.open = new OpenStreams(task.settings().silence().toMillis());
  }

  /** How far it has come, for inputs that wait in the store. */
  PendingInputs.Progress progress() {
    return sessions;
  }

  /** Takes the inputs that are queued here from now on. */
  void take(InputQueue<X> inputs) {
    queue = inputs;
  }

  /** Takes every stream that has a session as heard now. */
  void startClocks(long now) {
    sessions.each(
        (stream, header) -> {
          task.streams().heard(stream, now);
          header
              .filter(SessionHeader::isOpen)
              .ifPresent(found -> open.heard(stream, found.fingerprint(), now));
        });
  }

  /** Every stream that has a session. */
  List<String> streams() {
    List<String> streams = new ArrayList<>();
    sessions.each((stream, header) -> streams.add(stream));
    return streams;
  }

  /** Whether enough streams have something waiting. */
  boolean hasEnough() {
    return queue.waiting().size() >= batchMax();
  }

  private int batchMax() {
    return versions.current().batchMax();
  }

  /** Whether nothing waits and nothing is under way. */
  boolean isIdle() {
    return versions.areIdle() && queue.isEmpty();
  }

  /** Whether a stream has something to take, be it only the end of its utterance. */
  boolean isBusy(String stream) {
    return queue.isWaiting(stream) || versions.isUnderWay(stream);
  }

  /** How many inputs are under way. */
  int underWay() {
    return versions.underWay();
  }

  /** Goes on to the version that the process runs now, and lets go of those before. */
  void follow() {
    versions.follow();
    versions.releaseUnused(open::needs);
  }

  /** Ends what is open in streams that have been silent. */
  void endSilent(long now) {
    end(open.quiet(now, batchMax()), now);
  }

  /** Ends what is open in some streams. */
  void end(List<String> streams, long now) {
    streams.stream()
        .filter(stream -> open.knows(stream) && !isBusy(stream))
        .forEach(stream -> begin(silence(stream, now)));
  }

  private PendingInput<X> silence(String stream, long now) {
    Input<X> input = Input.silence(sessions.position(stream), now);
    return new PendingInput<>(stream, input, null, now);
  }

  /** Removes a stream's session. */
  void close(String stream) {
    sessions.delete(stream);
    versions.forget(stream);
    open.forget(stream);
  }

  /** Gives up what is under way: it waits in the store. */
  void close() {
    versions.close();
  }

  /** Runs a wave; false if none ran: then nothing has changed, and its inputs still wait. */
  boolean runWave() {
    if (task.clock().millis() < retry) {
      return false; // what fails for good would fill the log and keep a processor busy
    }
    try {
      versions.follow();
      int room = Math.max(0, batchMax() - versions.underWay());
      queue.oldest(room, this::mayBegin).forEach(this::begin);
      underWayChanged.run();
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      return giveUpFor(e);
    }
    // What a version before leaves of an input is for the current one, which comes last.
    boolean ran = false;
    for (VersionInUse<S, X, Y> version : versions.all()) {
      ran |= !version.waves().isEmpty() && runWave(version);
    }
    versions.releaseUnused(open::needs);
    return ran; // if not, all that wait must wait longer
  }

  private boolean runWave(VersionInUse<S, X, Y> version) {
    List<Outcome<S, X, Y>> outcomes;
    try {
      outcomes = task.meters().timed(version.waves()::step);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      return giveUpFor(e);
    }
    long now = task.clock().millis();
    task.host().safeguards().progress().moved();
    outcomes.forEach(outcome -> apply(version, outcome, now));
    return true;
  }

  /** Not even the fallback of a failed wave worked. The timer must live on. */
  private boolean giveUpFor(RuntimeException e) {
    LOG.error("a wave of {} failed and will be tried again", versions.underWay(), e);
    versions.clear();
    retry = task.clock().millis() + RETRY.toMillis();
    return false;
  }

  private boolean mayBegin(String stream) {
    return !versions.isUnderWay(stream) && attempts().mayTake(task.id(), stream);
  }

  private Attempts attempts() {
    return task.host().safeguards().attempts();
  }

  /** Lets an input begin, but for one on which the task has failed too often. */
  private void begin(PendingInput<X> input) {
    VersionInUse<S, X, Y> version = version(input.stream()).orElse(null);
    Handover<S, Y> orphan = version == null ? orphan(input.stream()) : null;
    Waves<S, X, Y> waves = (version == null ? versions.current() : version).waves();
    long offset = StreamPosition.offset(input.input().position());
    Remedy remedy = attempts().remedy(task.id(), offset);
    if (remedy != Remedy.NONE) {
      String detail = attempts().describe(task.id(), offset);
      LOG.warn("stream {}: offset {} is given up, it {}", input.stream(), offset, detail);
      Failure why = new Failure(Reason.PROCESSING_FAILED, detail);
      waves.giveUp(input, orphan, why, remedy == Remedy.DEAD_LETTER);
    } else if (orphan != null) {
      waves.begin(input, input.input(), orphan);
    } else {
      waves.begin(input);
    }
  }

  /** What is open goes on with the version that it began with; empty if that cannot be had. */
  private Optional<VersionInUse<S, X, Y>> version(String stream) {
    Long fingerprint = open.fingerprint(stream);
    return fingerprint == null ? Optional.of(versions.current()) : versions.find(fingerprint);
  }

  /** What is open ends with what was shown of it. */
  private Handover<S, Y> orphan(String stream) {
    LOG.warn(
        "stream {}: {} has no bundle any more for what is open, which ends with what was shown",
        stream,
        operator);
    task.meters().orphaned();
    byte[] session = Objects.requireNonNull(sessions.get(stream).newest());
    return versions.current().waves().orphaned(stream, session);
  }

  private void apply(VersionInUse<S, X, Y> version, Outcome<S, X, Y> outcome, long now) {
    long offset = StreamPosition.offset(outcome.pending().input().position());
    try {
      attempts().taken(task.id(), outcome.pending().stream(), offset);
      send(version, outcome, now);
    } catch (RuntimeException e) {
      if (Attempts.mayLieInTheInput(e)) {
        attempts().failed(task.id(), offset, e);
      }
      throw e;
    }
  }

  /**
   * Only sends and stores: whatever fails here is Kafka Streams' to undo. Where it cannot, because
   * it runs at least once, what was done stays done: so outputs come first, and the input is taken
   * out last.
   */
  private void send(VersionInUse<S, X, Y> version, Outcome<S, X, Y> outcome, long now) {
    PendingInput<X> input = outcome.pending();
    Original original = input.original();
    Failure failure = outcome.failure();
    if (failure != null
        && original != null
        && !(input.input() instanceof Input.Recreated)
        && task.pending().isFirstFailure(input)) {
      task.deadLetters().send(input, original, failure.reason(), failure.detail());
    }
    Changed<S, Y> changed = outcome.changed();
    if (changed != null) {
      changed.messages.forEach(message -> forward(input.stream(), message));
      versions.put(version, input.stream(), changed.session, changed.entry);
      hear(version, input.stream(), changed.session.isOpen(), now);
      task.meters().done(outcome, version.outlet(), now);
    }
    if (original != null) { // the end of an utterance is nothing heard
      task.streams().heard(input.stream(), now);
      task.pending().remove(queue, input);
    }
  }

  private void hear(VersionInUse<S, X, Y> version, String stream, boolean isOpen, long now) {
    if (isOpen) {
      open.heard(stream, version.fingerprint(), now);
    } else {
      open.forget(stream);
    }
  }

  private void forward(String stream, Message message) {
    Record<byte[], Outgoing> record =
        new Record<>(
            stream.getBytes(StandardCharsets.US_ASCII),
            new Outgoing(message.topic(), message.value()),
            message.timestamp());
    message.headers().forEach(record.headers()::add);
    task.context().forward(record, task.nodes().sink());
  }
}
