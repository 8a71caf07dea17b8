package io.surtitle.topology;

import io.surtitle.engine.Engine;
import io.surtitle.engine.Operator;
import io.surtitle.engine.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of an operator that a task runs: the one in which all begins, and those with which
 * something open began. Each is acquired while it is here.
 */
final class VersionsInUse<S extends Session, X, Y> {
  private static final Logger LOG = LoggerFactory.getLogger(VersionsInUse.class);

  /** Sessions kept in memory for each that can be under way. */
  private static final int LIVE = 8;

  private final OperatorSpec<S, X, Y> spec;
  private final TaskContext<X> task;
  private final SessionStore store;
  private final Skips skips;
  private final Map<Long, VersionInUse<S, X, Y>> inUse = new LinkedHashMap<>();
  private long current;

  VersionsInUse(OperatorSpec<S, X, Y> spec, TaskContext<X> task, SessionStore store, Skips skips) {
    this.spec = spec;
    this.task = task;
    this.store = store;
    this.skips = skips;
    follow();
  }

  /** The version in which all begins. */
  VersionInUse<S, X, Y> current() {
    return Objects.requireNonNull(inUse.get(current));
  }

  /** All of them, the current one last. */
  List<VersionInUse<S, X, Y>> all() {
    List<VersionInUse<S, X, Y>> all = new ArrayList<>(inUse.values());
    all.remove(current());
    all.add(current());
    return all;
  }

  /** Goes on to the version that the process runs now. */
  void follow() {
    Optional<VersionInUse<S, X, Y>> next = Optional.empty();
    while (next.isEmpty()) { // it may be replaced just now
      next = find(spec.versions().current().fingerprint());
    }
    current = next.get().fingerprint();
  }

  /** A version, which is acquired if it is not here; empty if it cannot be had. */
  Optional<VersionInUse<S, X, Y>> find(long fingerprint) {
    if (!inUse.containsKey(fingerprint)) {
      spec.versions()
          .acquire(fingerprint)
          .ifPresent(version -> inUse.put(fingerprint, begin(version, fingerprint)));
    }
    return Optional.ofNullable(inUse.get(fingerprint));
  }

  private VersionInUse<S, X, Y> begin(Version<S, X, Y> version, long fingerprint) {
    int streams = task.settings().batch().max();
    Operator<S, X, Y> operator = version.operators().apply(task::lookUp);
    LiveSessions<S> sessions = new LiveSessions<>(store, operator, task.meters(), LIVE * streams);
    Room room = new Room(task.host().safeguards().limits(), task.context().applicationId());
    Engine engine = version.engines().get();
    Waves<S, X, Y> waves =
        new Waves<>(
            operator,
            engine,
            sessions,
            new Results<>(operator, sessions, version.outlet(), spec.store(), room, task.clock()),
            task.clock(),
            skips,
            () -> fingerprint == current ? null : current().waves());
    int batchMax = VersionInUse.batchMax(streams, engine.enoughRows(), operator.rowsPerTurn());
    return new VersionInUse<>(fingerprint, version.outlet(), sessions, waves, batchMax);
  }

  /** Whether nothing is under way. */
  boolean areIdle() {
    return inUse.values().stream().allMatch(each -> each.waves().isEmpty());
  }

  /** How many inputs are under way. */
  int underWay() {
    return inUse.values().stream().mapToInt(each -> each.waves().size()).sum();
  }

  boolean isUnderWay(String stream) {
    return inUse.values().stream().anyMatch(each -> each.waves().isUnderWay(stream));
  }

  /** Gives up what is under way: it has never begun. */
  void clear() {
    inUse.values().forEach(each -> each.waves().clear());
  }

  /** Forgets a stream's session in memory. */
  void forget(String stream) {
    inUse.values().forEach(each -> each.sessions().forget(stream));
  }

  /** Keeps a session that has taken an input in one of them. */
  void put(VersionInUse<S, X, Y> version, String stream, S session, SessionEntry entry) {
    forget(stream);
    version.sessions().put(stream, session, entry);
  }

  /** Releases those that are not current, have nothing under way, and are not needed. */
  void releaseUnused(LongPredicate needed) {
    if (inUse.size() > 1) {
      for (VersionInUse<S, X, Y> each : List.copyOf(inUse.values())) {
        long fingerprint = each.fingerprint();
        if (fingerprint != current && each.waves().isEmpty() && !needed.test(fingerprint)) {
          LOG.info("task {}: nothing is open any more in the version before", task.id());
          release(fingerprint);
        }
      }
    }
  }

  /** Gives up what is under way, and releases all. */
  void close() {
    clear();
    List.copyOf(inUse.keySet()).forEach(this::release);
  }

  private void release(long fingerprint) {
    inUse.remove(fingerprint);
    spec.versions().release(fingerprint);
  }
}
