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

/** The engine's metrics. Thread-safe. */
public final class EngineMeters {
  private final MeterRegistry registry;
  private final Counter words;
  private final AudioMeters audio;
  private final CaptionCounts captions;
  private final Timer latency;
  private final Map<Part, Timer> parts = new EnumMap<>(Part.class);
  private final Map<String, Graph> graphs = new ConcurrentHashMap<>();
  private final Timer wave;
  private final Map<String, Counter> deadLetters = new ConcurrentHashMap<>();
  private final Map<String, Counter> skips = new ConcurrentHashMap<>();
  private final DistributionSummary utterances;
  private final Counter restored;
  private final SessionMeters sessions;
  private final OpenTasks tasks;
  private final Map<String, Gauge> bundles = new ConcurrentHashMap<>();

  /** Registers the meters that exist from the start. */
  public EngineMeters(MeterRegistry registry) {
    this.registry = registry;
    words = counter("surtitle.words", "words taken from the text topic");
    audio = new AudioMeters(registry);
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
    sessions = new SessionMeters(registry);
    tasks = new OpenTasks(registry);
  }

  /** Meters without a registry that exports them. */
  public static EngineMeters none() {
    return new EngineMeters(new CompositeMeterRegistry());
  }

  /**
   * Registers the model in use of an operator, in place of the one before, and its counters:
   * captions by language.
   *
   * @param id of the operator
   * @param device what it runs on
   */
  public void bundle(
      String id,
      String name,
      String version,
      String fingerprint,
      String device,
      Collection<String> languages) {
    Gauge before = bundles.remove(id);
    if (before != null) {
      registry.remove(before);
    }
    // The suffix is what Prometheus requires of "info" metrics.
    Gauge now =
        Gauge.builder("surtitle.bundle.info", () -> 1)
            .description("the model in use")
            .tags("operator", id, "name", name, "version", version)
            .tags("fingerprint", fingerprint, "device", device)
            .register(registry);
    bundles.put(id, now);
    languages.forEach(captions::expect);
  }

  /** Starts the counters of dead letters for some reasons at 0. */
  public void reasons(Collection<String> codes) {
    codes.forEach(this::deadLetters);
  }

  /** Starts the counters of skipped inputs for some reasons at 0. */
  public void skips(Collection<String> reasons) {
    reasons.forEach(this::skips);
  }

  /** What happens to sessions that are not in memory. */
  public SessionMeters sessions() {
    return sessions;
  }

  /** Words were received. */
  public void words(int count) {
    words.increment(count);
  }

  /** Audio of so many milliseconds was received. */
  public void audio(long millis) {
    audio.taken(millis);
  }

  /**
   * Audio of a stream does not follow what was heard before it.
   *
   * @param filled whether silence takes the place of what is missing, so that the stream goes on
   * @param millis how much is missing, as far as that is known
   */
  public void gap(boolean filled, long millis) {
    audio.gap(filled, millis);
  }

  /** A caption message was sent. */
  public void caption(String language, boolean last) {
    captions.add(language, last);
  }

  /** A message that an event begins or ends was sent. */
  public void event(String event, boolean begins) {
    Counter.builder("surtitle.events")
        .description("messages sent that an event begins or ends")
        .tags("event", event, "phase", begins ? "begins" : "ends")
        .register(registry)
        .increment();
  }

  /** A word that was recognised, or the end of an utterance, was sent as text. */
  public void said(boolean end) {
    audio.said(end);
  }

  /** The captions of a word were made so many milliseconds after its append. */
  public void latency(long millis) {
    latency.record(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * One part of that latency.
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

  /** A wave was completed. */
  public void wave(long nanos) {
    wave.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** An input was refused. */
  public void deadLetter(String reason) {
    deadLetters(reason).increment();
  }

  /** An input was skipped: it was a repetition, or it came too late. */
  public void skipped(String reason) {
    skips(reason).increment();
  }

  /** An utterance ended. */
  public void utterance(int tokens) {
    utterances.record(tokens);
  }

  /** Opens a task's gauges, which count until they are closed. */
  public TaskGauges task() {
    return tasks.open();
  }

  /** The number of inputs that wait for a wave in all open tasks. */
  public int pending() {
    return tasks.pending();
  }

  /** Sets the source of the free bytes on the state directory's disk. */
  public void stateDisk(Supplier<Number> usable) {
    Gauge.builder("surtitle.state.disk.usable", usable)
        .description("free space where the local state is kept")
        .baseUnit("bytes")
        .register(registry);
  }

  /** Sets the source of the number of changelog records still to restore. */
  public void restoreRemaining(Supplier<Number> records) {
    Gauge.builder("surtitle.restore.remaining", records)
        .description("changelog records still to restore")
        .register(registry);
  }

  /**
   * Sets the source of the number of stuck partitions.
   *
   * @param state the kind of trouble, one of a few
   */
  public void stuckPartitions(String state, Supplier<Number> count) {
    Gauge.builder("surtitle.stuck.partitions", count)
        .description("partitions in which something should make progress and does not")
        .tag("state", state)
        .register(registry);
  }

  /** Changelog records were restored. */
  public void restored(long records) {
    restored.increment((double) records);
  }

  /** Adds meters from elsewhere. */
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
                .description("inputs that were repetitions or came too late")
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
