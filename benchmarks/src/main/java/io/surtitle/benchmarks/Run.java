package io.surtitle.benchmarks;

import io.surtitle.benchmarks.load.Latency;
import io.surtitle.benchmarks.subject.SubjectSettings.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs all measurements of a plan, one after the other. */
final class Run {
  private static final int GRAIN = 5;
  private static final List<Integer> CPU_STREAMS = List.of(10, 100, 1000);
  private static final int LONG_STREAMS = 4;
  private static final int LONG_MEASURED = 100;
  private static final int LONG_BETWEEN = 9_900;
  private static final long LONG_WORD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Plan plan;
  private final Cluster cluster;
  private final Consumer<String> progress;

  private final List<Throughput> throughput = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();
  private final List<Efficiency> efficiencies = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();
  private final List<Probe> cpuPerWord = new ArrayList<>();
  private int streamsAtPace;

  Run(Plan plan, Cluster cluster, Consumer<String> progress) {
    this.plan = plan;
    this.cluster = cluster;
    this.progress = progress;
  }

  Report report(Machine machine) throws InterruptedException {
    progress.accept("%d streams as fast as possible".formatted(plan.streams()));
    int threads = saturate();
    Probe half = pace(threads);
    LongStream longStream = plan.quick() ? null : afterAll(threads);
    List<Languages> languages =
        plan.quick() ? List.of() : Languages.measure(cluster, plan, threads, progress);
    List<EngineAlone> engineAlone = plan.quick() ? List.of() : EngineAlone.measure(plan);
    Efficiency many = efficiencies.get(0);
    return new Report(
        many.efficiency(),
        firstRatio(),
        streamsAtPace,
        half.partialLatencyMs(),
        half.latencyMs(),
        many.engine().stepsPerSecond(),
        many.engine().meanRows(),
        half.cpuSecondsPerThousandWords(),
        half.changelogBytesPerThousandWords(),
        half.memory(),
        targets(half, longStream, engineAlone, languages),
        ratios,
        throughput,
        efficiencies,
        probes,
        half,
        cpuPerWord,
        longStream,
        engineAlone,
        languages,
        plan,
        Versions.here(),
        machine,
        Notes.of(plan, machine));
  }

  private List<Target> targets(
      Probe half,
      @Nullable LongStream longStream,
      List<EngineAlone> engineAlone,
      List<Languages> languages) {
    return Targets.of(
        efficiencies.get(0),
        firstRatio(),
        streamsAtPace,
        half,
        cpuPerWord,
        longStream,
        engineAlone,
        languages);
  }

  private @Nullable Ratio firstRatio() {
    return ratios.isEmpty() ? null : ratios.get(0);
  }

  /** Returns the number of stream threads with which the engine was fastest. */
  private int saturate() throws InterruptedException {
    Saturation saturation = new Saturation(cluster, plan);
    List<Comparison> comparisons = new ArrayList<>();
    for (int beam : plan.beams()) {
      Comparison comparison = Comparison.run(saturation, plan, beam, throughput);
      comparisons.add(comparison);
      comparison.ratio().ifPresent(ratios::add);
    }
    Saturation.Result one = comparisons.get(0).best(Kind.ENGINE);
    int threads = one.throughput().threads();
    for (int each : plan.efficiencyThreads()) {
      progress.accept(
          "%d rows as fast as possible, %d threads".formatted(plan.rows().size(), each));
      Saturation.Result many =
          saturation.run(Kind.ENGINE, plan.allRows(), plan.beams().get(0), each);
      throughput.add(many.throughput());
      compare(many);
    }
    compare(one);
    saturation.close();
    return threads;
  }

  private void compare(Saturation.Result engine) {
    progress.accept("ONNX Runtime alone");
    efficiencies.add(Efficiency.measure(plan, engine.throughput(), engine.runs()));
  }

  /** Returns the result of half the largest load that held. */
  private Probe pace(int threads) throws InterruptedException {
    PaceSearch search =
        new PaceSearch(streams -> probe(threads, streams).held(), GRAIN, plan.paceProbes());
    streamsAtPace = search.largest(plan.paceStreams());
    int half = Math.max(GRAIN, streamsAtPace / 2);
    progress.accept("half of that: %d streams".formatted(half));
    try (Pace pace = Pace.start(cluster, plan, plan.allRows(), threads)) {
      return pace.probe(half, plan.warmSeconds(), plan.seconds());
    }
  }

  /** Uses a new engine for each load: an overloaded one would still have a backlog. */
  private Probe probe(int threads, int streams) throws InterruptedException {
    progress.accept("%d streams at speech pace".formatted(streams));
    try (Pace pace = Pace.start(cluster, plan, plan.allRows(), threads)) {
      Probe probe = pace.probe(streams, plan.warmSeconds(), plan.seconds());
      probes.add(probe);
      return probe;
    }
  }

  private LongStream afterAll(int threads) throws InterruptedException {
    try (Pace pace = Pace.start(cluster, plan, plan.oneRow(), threads)) {
      for (int streams : CPU_STREAMS) {
        progress.accept("%d streams of one language at speech pace".formatted(streams));
        cpuPerWord.add(pace.probe(streams, plan.warmSeconds(), plan.seconds()));
      }
      progress.accept("%d words of one stream".formatted(LONG_BETWEEN));
      List<Latency> latencies =
          pace.longStreams(LONG_STREAMS, LONG_MEASURED, LONG_BETWEEN, LONG_WORD_NANOS);
      return new LongStream(
          LONG_STREAMS,
          LONG_MEASURED,
          LONG_MEASURED + LONG_BETWEEN,
          latencies.get(0).percentiles(),
          latencies.get(1).percentiles());
    }
  }
}
