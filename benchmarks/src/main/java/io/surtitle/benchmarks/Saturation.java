package io.surtitle.benchmarks;

import io.surtitle.benchmarks.load.Script;
import io.surtitle.benchmarks.load.Speakers;
import io.surtitle.benchmarks.load.Supply;
import io.surtitle.benchmarks.load.Viewer;
import io.surtitle.benchmarks.process.Child;
import io.surtitle.benchmarks.process.RunCount;
import io.surtitle.benchmarks.subject.Pack;
import io.surtitle.benchmarks.subject.SubjectSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Subjects as fast as they can go: all text waits in Kafka before they start. */
final class Saturation implements AutoCloseable {
  /** Text written in advance has no pauses, however slowly it is read. */
  private static final Duration NO_SILENCE = Duration.ofHours(1);

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Cluster cluster;
  private final Plan plan;
  private final String text;
  private final Speakers speakers;
  private final Supply supply;

  /** Writes the text, which all subjects read. */
  Saturation(Cluster cluster, Plan plan) {
    this.cluster = cluster;
    this.plan = plan;
    this.text = cluster.newName("text");
    cluster.create(Stream.of(text));
    this.speakers = new Speakers(cluster.bootstrap(), Script.broadcast(), text);
    this.supply =
        new Supply(
            (from, words) -> speakers.all("stream-", plan.streams(), from, words),
            plan.streams(),
            plan.words());
  }

  /**
   * The result of one subject.
   *
   * @param runs of ONNX Runtime during the measurement
   * @param texts of final captions by id
   */
  record Result(Throughput throughput, List<RunCount> runs, Map<String, String> texts) {}

  /** Runs one subject; the words are each language's, so they are divided by the rows. */
  Result run(SubjectSettings.Kind kind, List<Pack> packs, int beam, int threads)
      throws InterruptedException {
    String name = cluster.newName(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    SubjectSettings settings =
        plan.subject(kind, name, cluster.bootstrap(), text, packs, beam, threads, NO_SILENCE);
    try (Child subject = cluster.start(settings);
        Viewer viewer = Viewer.of(cluster.bootstrap(), Cluster.captionTopics(settings))) {
      awaitMore(viewer, 0);
      int rows = settings.rows().size();
      supply(plan.warmSeconds(), viewer, rows);
      Usage.Mark from = Usage.Mark.of(cluster, subject, name);
      Viewer.Seen first = viewer.last();
      supply(plan.seconds(), viewer, rows);
      awaitMore(viewer, first.words());
      Usage.Mark to = Usage.Mark.of(cluster, subject, name);
      Viewer.Seen last = viewer.last();
      Usage usage = Usage.between(from, to);
      double seconds = (last.nanos() - first.nanos()) / 1e9;
      double words = (last.words() - first.words()) / seconds / rows;
      double captions = (last.captions() - first.captions()) / seconds;
      return new Result(
          Throughput.of(settings, plan.streams(), words, captions, usage),
          usage.runs(),
          viewer.texts());
    } finally {
      cluster.delete(name);
    }
  }

  private static void awaitMore(Viewer viewer, long words) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (viewer.last().words() <= words) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            "no more final captions within " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(20);
    }
  }

  /** Waits so long, and writes more text where the subject has soon read all. */
  private void supply(double seconds, Viewer viewer, int rows) throws InterruptedException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      supply.refill(viewer.last().words() / rows);
      TimeUnit.NANOSECONDS.sleep(Math.min(left, TICK_NANOS));
    }
  }

  @Override
  public void close() {
    speakers.close();
    cluster.delete(text);
  }
}
