package io.surtitle.topology;

import io.surtitle.engine.Ending;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Operator;
import io.surtitle.engine.Session;
import io.surtitle.engine.Turn;
import io.surtitle.event.Reason;
import io.surtitle.topology.Outcome.Changed;
import io.surtitle.topology.Outcome.Failure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the sessions of one operator take inputs, many at a time, wave by wave: each wave is one
 * step of every session that is under way. Nothing is written or sent here, so a wave that fails
 * has no effect; what was under way is run again from its sessions' last bytes, and in halves where
 * that fails too, down to the one input that the model fails on.
 *
 * <p>A version that is replaced finishes what is open in its sessions. Where that ends amid an
 * input, the version that replaced it takes the rest, and then the input is taken.
 */
final class Waves<S extends Session, X, Y> {
  private static final Logger LOG = LoggerFactory.getLogger(Waves.class);

  private final Operator<S, X, Y> operator;
  private final Engine engine;
  private final LiveSessions<S> sessions;
  private final Results<S, X, Y> results;
  private final InstantSource clock;
  private final Skips skips;
  private final Supplier<@Nullable Waves<S, X, Y>> next;
  private final Map<Turn<?>, UnderWay<S, X, Y>> underWay = new LinkedHashMap<>();

  /** When the input under way of each stream began, epoch milliseconds. */
  private final Map<String, Long> streams = new HashMap<>();

  private final List<Outcome<S, X, Y>> known = new ArrayList<>();

  /**
   * Waves of one version.
   *
   * @param next waves of the version in which all begins, null if that is this one
   */
  Waves(
      Operator<S, X, Y> operator,
      Engine engine,
      LiveSessions<S> sessions,
      Results<S, X, Y> results,
      InstantSource clock,
      Skips skips,
      Supplier<@Nullable Waves<S, X, Y>> next) {
    this.operator = operator;
    this.engine = engine;
    this.sessions = sessions;
    this.results = results;
    this.clock = clock;
    this.skips = skips;
    this.next = next;
  }

  private record UnderWay<S extends Session, X, Y>(
      Start<S, X, Y> start, S session, Turn<Y> turn, @Nullable Input<X> rest) {}

  /** Whether no input is under way. */
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
  void begin(PendingInput<X> input) {
    begin(new Start<>(input, input.input(), null));
  }

  /**
   * The same for a stream that comes from another version.
   *
   * @param rest what is left of the input
   */
  void begin(PendingInput<X> input, Input<X> rest, Handover<S, Y> from) {
    begin(new Start<>(input, rest, from));
  }

  private void begin(Start<S, X, Y> start) {
    streams.put(start.stream(), clock.millis());
    try {
      if (isRepeat(start.pending())) {
        known.add(outcome(start.pending(), null, null));
        return;
      }
      UnderWay<S, X, Y> begun = underWay(start);
      engine.begin(begun.turn());
      underWay.put(begun.turn(), begun);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      known.add(fail(start, e));
    } catch (StackOverflowError e) { // as a pattern may on a text made for it
      known.add(fail(start, new IllegalStateException(e)));
    }
  }

  private boolean isRepeat(PendingInput<X> input) {
    return input.original() != null && skips.isRepeat(input, sessions.get(input.stream()));
  }

  private UnderWay<S, X, Y> underWay(Start<S, X, Y> start) {
    S session = session(start);
    if (next.get() == null || !session.isOpen()) {
      Turn<Y> turn = operator.begin(start.stream(), session, start.input());
      return new UnderWay<>(start, session, turn, null);
    }
    Ending<X, Y> ending = operator.finish(start.stream(), session, start.input());
    return new UnderWay<>(start, session, ending.turn(), ending.rest());
  }

  private S session(Start<S, X, Y> start) {
    Handover<S, Y> from = start.from();
    return from == null ? sessions.get(start.stream()) : from.session().apply(operator);
  }

  /**
   * Lets an input that cannot be taken be done, of a stream that has none under way.
   *
   * @param from the version that the stream comes from, null if it is this one
   * @param finish whether what is open ends with what was shown of it
   */
  void giveUp(PendingInput<X> input, @Nullable Handover<S, Y> from, Failure why, boolean finish) {
    streams.put(input.stream(), clock.millis());
    known.add(fail(new Start<>(input, input.input(), from), why, finish));
  }

  /**
   * Runs one wave.
   *
   * @return what became of the inputs that are done with it
   * @throws RuntimeException if nothing helped; what was under way is to begin again
   */
  List<Outcome<S, X, Y>> step() {
    List<Outcome<S, X, Y>> outcomes = new ArrayList<>(known);
    known.clear();
    try {
      for (Turn<?> turn : engine.step()) {
        taken(Objects.requireNonNull(underWay.remove(turn)), outcomes);
      }
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      runAgain(e, outcomes);
    }
    outcomes.forEach(outcome -> streams.remove(outcome.pending().stream()));
    return outcomes;
  }

  /** Gives up what is under way: it has never begun. */
  void clear() {
    takeBack();
    known.clear();
    streams.clear();
  }

  private List<Start<S, X, Y>> takeBack() {
    List<Start<S, X, Y>> starts = underWay.values().stream().map(UnderWay::start).toList();
    engine.forget(underWay.keySet());
    underWay.clear();
    starts.forEach(each -> sessions.forget(each.stream()));
    return starts;
  }

  /** Also a single input, which may have failed for another's sake where threads share a run. */
  private void runAgain(RuntimeException cause, List<Outcome<S, X, Y>> outcomes) {
    List<Start<S, X, Y>> starts = takeBack();
    LOG.debug("a wave of {} failed and is run again: {}", starts.size(), cause.toString());
    if (starts.size() < 2) {
      runAlone(starts, outcomes);
    } else {
      runHalves(starts, outcomes);
    }
  }

  private void runHalves(List<Start<S, X, Y>> starts, List<Outcome<S, X, Y>> outcomes) {
    int half = starts.size() / 2;
    runAlone(starts.subList(0, half), outcomes);
    runAlone(starts.subList(half, starts.size()), outcomes);
  }

  private void runAlone(List<Start<S, X, Y>> starts, List<Outcome<S, X, Y>> outcomes) {
    List<UnderWay<S, X, Y>> begun;
    try {
      begun = starts.stream().map(this::underWay).toList();
      engine.run(begun.stream().<Turn<?>>map(UnderWay::turn).toList());
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      starts.forEach(each -> sessions.forget(each.stream()));
      if (starts.size() == 1) {
        outcomes.add(fail(starts.get(0), e));
      } else {
        runHalves(starts, outcomes);
      }
      return;
    }
    begun.forEach(each -> taken(each, outcomes));
  }

  private Outcome<S, X, Y> fail(Start<S, X, Y> start, RuntimeException cause) {
    sessions.forget(start.stream());
    boolean fits = !(cause instanceof Room.Exceeded);
    LOG.warn(
        "stream {}: {} at offset {}: {}",
        start.stream(),
        fits ? "the model failed" : "what came of the input is too large",
        start.input().position(),
        cause.toString());
    Failure why =
        fits
            ? new Failure(Reason.INFERENCE_FAILED, cause.toString())
            : new Failure(Reason.TOO_LARGE, String.valueOf(cause.getMessage()));
    return fail(start, why, true);
  }

  /** What is open ends with what was shown of it; the stream goes on after the input. */
  private Outcome<S, X, Y> fail(Start<S, X, Y> start, Failure why, boolean finish) {
    return outcome(start.pending(), results.failed(start, session(start), finish), why);
  }

  private void taken(UnderWay<S, X, Y> done, List<Outcome<S, X, Y>> outcomes) {
    Start<S, X, Y> start = done.start();
    try {
      Changed<S, Y> changed = results.taken(start, done.session(), done.turn().outputs());
      Input<X> rest = done.rest();
      if (rest == null) {
        results.checkSession(start, changed);
        outcomes.add(outcome(start.pending(), changed, null));
      } else {
        handOver(start, rest, changed);
      }
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      outcomes.add(fail(start, e));
    }
  }

  /** The input is not taken yet: the session in the store is as it was before. */
  private void handOver(Start<S, X, Y> start, Input<X> rest, Changed<S, Y> changed) {
    sessions.forget(start.stream());
    streams.remove(start.stream());
    S session = changed.session;
    Waves<S, X, Y> after = next.get();
    (after == null ? this : after)
        .begin(
            start.pending(),
            rest,
            new Handover<>(next -> next.renew(session), changed.outputs, changed.messages));
  }

  /** What a session leaves whose version cannot be had. */
  Handover<S, Y> orphaned(String stream, byte[] session) {
    return results.orphaned(stream, session);
  }

  private Outcome<S, X, Y> outcome(
      PendingInput<X> input, @Nullable Changed<S, Y> changed, @Nullable Failure failure) {
    long begun = Objects.requireNonNull(streams.get(input.stream()));
    return new Outcome<>(input, changed, failure, begun);
  }
}
