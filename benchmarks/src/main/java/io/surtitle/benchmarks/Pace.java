package io.surtitle.benchmarks;

import io.surtitle.benchmarks.load.Latency;
import io.surtitle.benchmarks.load.Script;
import io.surtitle.benchmarks.load.Speakers;
import io.surtitle.benchmarks.load.Viewer;
import io.surtitle.benchmarks.process.Child;
import io.surtitle.benchmarks.subject.Pack;
import io.surtitle.benchmarks.subject.SubjectSettings;
import io.surtitle.topology.TopologySettings;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One engine under successive loads at a steady pace. */
final class Pace implements AutoCloseable {
  /** 150 words a minute. */
  static final long WORD_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Cluster cluster;
  private final SubjectSettings settings;
  private final Child engine;
  private final Speakers speakers;
  private final Viewer viewer;
  private int probes;

  private Pace(Cluster cluster, SubjectSettings settings) {
    this.cluster = cluster;
    this.settings = settings;
    cluster.create(Stream.of(settings.text()));
    this.engine = cluster.start(settings);
    this.speakers = new Speakers(cluster.bootstrap(), Script.broadcast(), settings.text());
    this.viewer = Viewer.of(cluster.bootstrap(), Cluster.captionTopics(settings));
  }

  /** Starts an engine. */
  static Pace start(Cluster cluster, Plan plan, List<Pack> packs, int threads) {
    return start(cluster, settings(cluster, plan, packs, threads));
  }

  /** Starts an engine with settings of its own. */
  static Pace start(Cluster cluster, SubjectSettings settings) {
    return new Pace(cluster, settings);
  }

  /** The usual settings of a new engine. */
  static SubjectSettings settings(Cluster cluster, Plan plan, List<Pack> packs, int threads) {
    String name = cluster.newName("pace");
    return plan.subject(
        SubjectSettings.Kind.ENGINE,
        name,
        cluster.bootstrap(),
        name + ".text",
        packs,
        plan.paceBeam(),
        threads,
        TopologySettings.SILENCE);
  }

  /** Speech of many streams; the first seconds are a warm-up and do not count. */
  Probe probe(int streams, double warmSeconds, double seconds) throws InterruptedException {
    probes++;
    String prefix = "p" + probes + "-";
    Latency all = new Latency(prefix, false);
    Latency partial = new Latency(prefix, true);
    viewer.measure(all);
    viewer.measure(partial);
    int words = (int) Math.ceil((warmSeconds + seconds) * 1e9 / WORD_NANOS);
    long from = System.currentTimeMillis() + (long) (warmSeconds * 1000);
    long to = from + (long) (seconds * 1000);
    all.open(from, to);
    partial.open(from, to);
    FutureTask<Speakers.Spoken> speech =
        new FutureTask<>(() -> speakers.atPace(prefix, streams, 0, words, WORD_NANOS));
    start(speech);
    sleepUntil(from);
    Usage.Mark before = mark();
    sleepUntil(to);
    Usage usage = Usage.between(before, mark());
    await(speech);
    drain();
    double due = streams * usage.seconds() * 1e9 / WORD_NANOS;
    int rows = settings.rows().size();
    return Probe.of(streams, rows, settings.threads(), due, usage, all, partial);
  }

  /**
   * Long streams: their first words at a steady pace, thousands as fast as the engine takes them,
   * then some more at the same pace.
   *
   * @return latency of the words at the beginning and of those at the end
   */
  List<Latency> longStreams(int streams, int measured, int between, long wordNanos)
      throws InterruptedException {
    probes++;
    String prefix = "p" + probes + "-";
    Latency first = measure(prefix, streams, 0, measured, wordNanos);
    speakers.atPace(prefix, streams, measured, between, wordNanos / 10);
    drain();
    return List.of(first, measure(prefix, streams, measured + between, measured, wordNanos));
  }

  private Latency measure(String prefix, int streams, int from, int words, long wordNanos)
      throws InterruptedException {
    Latency latency = new Latency(prefix, true);
    latency.open(System.currentTimeMillis(), Long.MAX_VALUE);
    viewer.measure(latency);
    speakers.atPace(prefix, streams, from, words, wordNanos);
    drain();
    latency.close();
    return latency;
  }

  private Usage.Mark mark() {
    return Usage.Mark.of(cluster, engine, settings.name());
  }

  /** Waits until no more captions arrive, so that late ones count too. */
  private void drain() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < until && System.nanoTime() - viewer.last().nanos() < QUIET_NANOS) {
      Thread.sleep(50);
    }
  }

  private static void start(FutureTask<?> task) {
    Thread thread = new Thread(task, "speakers");
    thread.setDaemon(true);
    thread.start();
  }

  private static void await(FutureTask<?> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the words could not be sent", e.getCause());
    }
  }

  private static void sleepUntil(long epochMs) throws InterruptedException {
    Thread.sleep(Math.max(0, epochMs - System.currentTimeMillis()));
  }

  @Override
  public void close() {
    viewer.close();
    speakers.close();
    engine.close();
    cluster.delete(settings.name());
  }
}
