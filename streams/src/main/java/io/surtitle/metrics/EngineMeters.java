package io.surtitle.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the engine tells of itself. Safe for use by many threads. */
public final class EngineMeters {
  private final MeterRegistry registry;
  private final Counter words;
  private final CaptionCounts captions;
  private final Timer latency;
  private final Map<Part, Timer> parts = new EnumMap<>(Part.class);
  private final Map<String, Graph> graphs = new ConcurrentHashMap<>();
  private final Timer wave;
  private final Map<String, Counter> deadLetters = new ConcurrentHashMap<>();
  private final Map<String, Counter> skips = new ConcurrentHashMap<>();
  private final DistributionSummary utterances;
  private final Counter restored;
  private final OpenTasks tasks;

  /** Registers all that is there from the start. */
  public EngineMeters(MeterRegistry registry) {
    this.registry = registry;
    words = counter("surtitle.words", "words taken from the text topic");
    captions = new CaptionCounts(registry, "surtitle.captions", "caption messages sent");
    latency =
        Timer.builder("surtitle.caption.latency")
            .description("append of a caption's newest word until the caption is made")
            .serviceLevelObjectives(Buckets.LATENCY)
            .register(registry);
    for (Part part : new Part[] {Part.QUEUE, Part.BATCH, Part.RUN}) {
      parts.put(part, part.timer(registry));
    }
    wave =
        Timer.builder("surtitle.wave")
            .description("one wave")
            .serviceLevelObjectives(Buckets.WAVE)
            .register(registry);
    utterances =
        DistributionSummary.builder("surtitle.utterance.tokens")
            .description("source tokens of an utterance that ended")
            .baseUnit("tokens")
            .serviceLevelObjectives(Buckets.tokens())
            .register(registry);
    restored = counter("surtitle.restore.records", "changelog records restored");
    tasks = new OpenTasks(registry);
  }

  /** Meters that nobody reads. */
  public static EngineMeters none() {
    return new EngineMeters(new CompositeMeterRegistry());
  }

  /** The model in use, and what can be counted with it: captions by language. */
  public void bundle(String name, String version, Collection<String> languages) {
    // Only meters that end so are "info" in Prometheus.
    Gauge.builder("surtitle.bundle.info", () -> 1)
        .description("the model in use")
        .tags("name", name, "version", version)
        .register(registry);
    languages.forEach(captions::expect);
  }

  /** Begins to count dead letters of some reasons, at 0. */
  public void reasons(Collection<String> codes) {
    codes.forEach(this::deadLetters);
  }

  /** Begins to count skipped inputs of some reasons, at 0. */
  public void skips(Collection<String> reasons) {
    reasons.forEach(this::skips);
  }

  /** Words came. */
  public void words(int count) {
    words.increment(count);
  }

  /** A caption message was sent. */
  public void caption(String language, boolean last) {
    captions.add(language, last);
  }

  /** The captions of a word were made so many milliseconds after its append. */
  public void latency(long millis) {
    latency.record(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * One part of that time.
   *
   * @throws IllegalArgumentException if the engine cannot measure it
   */
  public void part(Part part, long millis) {
    Timer timer = parts.get(part);
    if (timer == null) {
      throw new IllegalArgumentException("the engine does not measure " + part);
    }
    timer.record(millis, TimeUnit.MILLISECONDS);
  }

  /** A graph ran. */
  public void run(String graph, int rows, long nanos) {
    Graph meters = graphs.get(graph);
    if (meters == null) {
      meters = graphs.computeIfAbsent(graph, this::graph);
    }
    meters.rows.record(rows);
    meters.time.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A wave took so long. */
  public void wave(long nanos) {
    wave.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** An input was refused. */
  public void deadLetter(String reason) {
    deadLetters(reason).increment();
  }

  /** An input was skipped: it came before, or it came too late. */
  public void skipped(String reason) {
    skips(reason).increment();
  }

  /** An utterance ended. */
  public void utterance(int tokens) {
    utterances.record(tokens);
  }

  /** A task begins, to be counted in the gauges until it is closed. */
  public TaskGauges task() {
    return tasks.open();
  }

  /** How many inputs wait for a wave in all tasks that are open. */
  public int pending() {
    return tasks.pending();
  }

  /** Whoever knows the state directory's disk tells how many bytes are free. */
  public void stateDisk(Supplier<Number> usable) {
    Gauge.builder("surtitle.state.disk.usable", usable)
        .description("free space where the local state is kept")
        .baseUnit("bytes")
        .register(registry);
  }

  /** Whoever restores tells how many changelog records are still to come. */
  public void restoreRemaining(Supplier<Number> records) {
    Gauge.builder("surtitle.restore.remaining", records)
        .description("changelog records still to restore")
        .register(registry);
  }

  /**
   * Whoever watches the cluster tells how many partitions stand still.
   *
   * @param state what is the matter with them, one of a few
   */
  public void stuckPartitions(String state, Supplier<Number> count) {
    Gauge.builder("surtitle.stuck.partitions", count)
        .description("partitions in which something stands still that should go on")
        .tag("state", state)
        .register(registry);
  }

  /** Changelog records were restored. */
  public void restored(long records) {
    restored.increment((double) records);
  }

  /** Adds somebody else's meters. */
  public void bind(MeterBinder binder) {
    binder.bindTo(registry);
  }

  private Counter deadLetters(String reason) {
    return deadLetters.computeIfAbsent(
        reason,
        code ->
            Counter.builder("surtitle.dead.letters")
                .description("inputs refused")
                .tag("reason", code)
                .register(registry));
  }

  private Counter skips(String reason) {
    return skips.computeIfAbsent(
        reason,
        name ->
            Counter.builder("surtitle.inputs.skipped")
                .description("inputs that came before or too late")
                .tag("reason", name)
                .register(registry));
  }

  private Graph graph(String name) {
    return new Graph(
        DistributionSummary.builder("surtitle.batch.rows")
            .description("rows in one run of a graph")
            .baseUnit("rows")
            .tag("graph", name)
            .serviceLevelObjectives(Buckets.rows())
            .register(registry),
        Timer.builder("surtitle.run")
            .description("one run of a graph in ONNX Runtime")
            .tag("graph", name)
            .serviceLevelObjectives(Buckets.RUN)
            .register(registry));
  }

  private Counter counter(String name, String help) {
    return Counter.builder(name).description(help).register(registry);
  }

  private record Graph(DistributionSummary rows, Timer time) {}
}
