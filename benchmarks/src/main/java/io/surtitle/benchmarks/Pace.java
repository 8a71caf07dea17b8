package io.surtitle.benchmarks;

import io.surtitle.benchmarks.load.Latency;
import io.surtitle.benchmarks.load.Script;
import io.surtitle.benchmarks.subject.Pack;
import io.surtitle.benchmarks.subject.SubjectSettings;
import io.surtitle.topology.TopologySettings;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One engine under successive loads of words at a steady pace. */
final class Pace implements AutoCloseable {
  /** 150 words a minute. */
  static final long WORD_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private final SubjectSettings settings;
  private final Load load;
  private int probes;

  private Pace(Cluster cluster, SubjectSettings settings) {
    this.settings = settings;
    this.load = new Load(cluster, settings, Script.broadcast());
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
    String prefix = newPrefix();
    Latency all = new Latency(prefix, false);
    Latency partial = new Latency(prefix, true);
    Usage usage =
        load.measure(prefix, streams, WORD_NANOS, warmSeconds, seconds, List.of(all, partial));
    double due = streams * usage.seconds() * 1e9 / WORD_NANOS;
    int rows = settings.rows().size();
    return Probe.of(streams, rows, settings.threads(), due, usage, all, partial);
  }

  private String newPrefix() {
    probes++;
    return "p" + probes + "-";
  }

  /**
   * Long streams: their first words at a steady pace, thousands as fast as the engine takes them,
   * then some more at the same pace.
   *
   * @return latency of the words at the beginning and of those at the end
   */
  List<Latency> longStreams(int streams, int measured, int between, long wordNanos)
      throws InterruptedException {
    String prefix = newPrefix();
    Latency first = new Latency(prefix, true);
    Latency last = new Latency(prefix, true);
    load.send(prefix, streams, 0, measured, wordNanos, first);
    load.send(prefix, streams, measured, between, wordNanos / 10);
    load.send(prefix, streams, measured + between, measured, wordNanos, last);
    return List.of(first, last);
  }

  @Override
  public void close() {
    load.close();
  }
}
