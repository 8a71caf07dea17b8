package io.surtitle.topology;

import io.surtitle.engine.Session;
import io.surtitle.event.Reason;
import io.surtitle.event.Source;
import io.surtitle.metrics.EngineMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of one partition while it is assigned to this process: their pending inputs, and the
 * operators that take them.
 */
final class PartitionTask<X> {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionTask.class);

  /** Maximum time that one punctuation works, so that rebalances and commits are not delayed. */
  private static final Duration MOST_AT_ONCE = Duration.ofMillis(20);

  private final TaskContext<X> task;
  private final List<Lane<?, X, ?>> lanes = new ArrayList<>();
  private final Source<X> source;
  private final Admission<X> admission;
  private final Room room;
  private final String pending;
  private final Recreation<X> recreation;
  private final int batchMax;
  private final BooleanSupplier stopping;
  private final InstantSource clock;
  private final LongSupplier nanos;

  /** Whether an input has arrived since the last tick. */
  private boolean arrived;

  private long lastWave;

  PartitionTask(TaskContext<X> task, Pipeline<X> pipeline) {
    this.task = task;
    this.source = pipeline.source();
    this.stopping = task.host().stopping();
    this.clock = task.clock();
    this.nanos = task.host().clocks().nanos();
    this.batchMax = task.settings().batch().max();
    this.recreation = new Recreation<>(task, pipeline, this::streams);
    this.pending = pipeline.pending();
    this.room = new Room(task.host().safeguards().limits(), task.context().applicationId());
    this.admission = new Admission<>(task);
    try {
      begin(pipeline);
    } catch (RuntimeException | Error e) { // what fails to begin is never closed
      lanes.forEach(Lane::close);
      throw e;
    }
  }

  private void begin(Pipeline<X> pipeline) {
    pipeline.operators().forEach(spec -> lanes.add(lane(spec)));
    List<InputQueue<X>> queues =
        task.pending().load(lanes.stream().map(Lane::progress).toList(), clock.millis());
    for (int i = 0; i < queues.size(); i++) {
      lanes.get(i).take(queues.get(i));
    }
    startClocks(clock.millis());
  }

  private <S extends Session, Y> Lane<S, X, Y> lane(OperatorSpec<S, X, Y> spec) {
    // Every operator skips a repeat, but it is counted once.
    Skips skips = lanes.isEmpty() ? task.skips() : new Skips(EngineMeters.none());
    return new Lane<>(spec, task, skips, this::tellWhereItStands);
  }

  /** Starts the clocks anew, since it is unknown how long streams were quiet before. */
  private void startClocks(long now) {
    lanes.forEach(lane -> lane.startClocks(now));
    task.pending().waiting().forEach(stream -> task.streams().heard(stream, now));
  }

  /** Every stream that has a pending input or a session. */
  private Set<String> streams() {
    Set<String> streams = new LinkedHashSet<>(task.pending().waiting());
    lanes.forEach(lane -> streams.addAll(lane.streams()));
    return streams;
  }

  /** The position of the next record in its stream: {@link Recreation#position}. */
  long position(Optional<Uuid> topic, long offset) {
    return recreation.position(topic, offset);
  }

  /** Adds a pending input, and runs waves if enough are waiting. */
  void add(PendingInput<X> input, Original original) {
    arrived = true;
    try {
      room.checkEntry(pending, PendingCodec.size(source, input, original));
      admission.take(input, original, input.arrived());
    } catch (Room.Exceeded e) {
      task.deadLetters().send(input, original, Reason.TOO_LARGE, String.valueOf(e.getMessage()));
    }
    boolean going = mayRun();
    while (going && hasEnough()) {
      going = runWave() && mayRun();
    }
  }

  /** False while the process is stopping: its backlog stays in the store for the next process. */
  private boolean mayRun() {
    return !stopping.getAsBoolean();
  }

  private boolean hasEnough() {
    TopologySettings.Limits limits = task.settings().limits();
    return lanes.stream().anyMatch(Lane::hasEnough)
        || task.pending().size() >= limits.pending()
        || task.pending().bytes() >= limits.pendingBytes();
  }

  /**
   * Ends the utterances of silent streams, closes idle streams, and runs waves for pending inputs.
   */
  void tick() {
    long now = clock.millis();
    lanes.forEach(Lane::follow);
    lanes.forEach(lane -> lane.endSilent(now));
    closeIdle(task.streams().quiet(now, batchMax), now);
    if (!mayMoreCome(now) && mayRun()) {
      runWaves();
    }
    tellWhereItStands();
  }

  private void runWaves() {
    long begun = nanos.getAsLong();
    boolean going = true;
    while (going
        && !lanes.stream().allMatch(Lane::isIdle)
        && nanos.getAsLong() - begun < MOST_AT_ONCE.toNanos()) {
      going = runWave() && mayRun();
    }
  }

  /** Runs a wave of every operator that has inputs to take; returns false if none ran. */
  private boolean runWave() {
    boolean ran = false;
    for (Lane<?, X, ?> lane : lanes) {
      ran |= lane.runWave();
    }
    if (ran) {
      lastWave = clock.millis();
    }
    return ran;
  }

  private void tellWhereItStands() {
    int underWay = lanes.stream().mapToInt(Lane::underWay).sum();
    task.meters().stands(task.streams().size(), underWay, task.pending());
  }

  /**
   * Whether records are arriving, so that a wave should wait for more. While ticks take long, Kafka
   * Streams delivers hardly any records between them.
   */
  private boolean mayMoreCome(long now) {
    boolean flowing = arrived && now - lastWave < task.settings().batch().delay().toMillis();
    arrived = false;
    return flowing;
  }

  private void closeIdle(List<String> idle, long now) {
    lanes.forEach(lane -> lane.end(idle, now));
    idle.stream()
        .filter(stream -> lanes.stream().noneMatch(lane -> lane.isBusy(stream)))
        .forEach(this::close);
  }

  private void close(String stream) {
    LOG.debug("stream {} is idle and closed", stream);
    lanes.forEach(lane -> lane.close(stream));
    task.streams().forget(stream);
    admission.forget(stream);
  }

  /** Abandons the inputs under way: they are still in the store. */
  void close() {
    task.meters().close();
    lanes.forEach(Lane::close);
  }
}
