package io.surtitle.benchmarks;

import io.surtitle.benchmarks.load.Latency;
import io.surtitle.benchmarks.load.Material;
import io.surtitle.benchmarks.load.Speakers;
import io.surtitle.benchmarks.load.Viewer;
import io.surtitle.benchmarks.process.Child;
import io.surtitle.benchmarks.subject.SubjectSettings;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A subject, streams that send to it at a steady pace, and a viewer of what comes of it. */
final class Load implements AutoCloseable {
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Cluster cluster;
  private final SubjectSettings settings;
  private final Child subject;
  private final Speakers speakers;
  private final Viewer viewer;

  /**
   * Starts a subject.
   *
   * @param material what its streams send
   */
  Load(Cluster cluster, SubjectSettings settings, Material material) {
    this.cluster = cluster;
    this.settings = settings;
    cluster.create(Stream.of(settings.text()));
    this.subject = cluster.start(settings);
    this.speakers = new Speakers(cluster.bootstrap(), material, settings.text());
    this.viewer = Viewer.of(cluster.bootstrap(), Cluster.captionTopics(settings));
  }

  /**
   * Sends records of many streams; the first seconds are a warm-up and do not count.
   *
   * @param prefix of the streams
   * @param recordNanos from one record of a stream to its next
   * @param latencies to be measured
   * @return what the subject and the broker used
   */
  Usage measure(
      String prefix,
      int streams,
      long recordNanos,
      double warmSeconds,
      double seconds,
      List<Latency> latencies)
      throws InterruptedException {
    latencies.forEach(viewer::measure);
    int records = (int) Math.ceil((warmSeconds + seconds) * 1e9 / recordNanos);
    long from = System.currentTimeMillis() + (long) (warmSeconds * 1000);
    long to = from + (long) (seconds * 1000);
    latencies.forEach(each -> each.open(from, to));
    FutureTask<Speakers.Spoken> speech =
        new FutureTask<>(() -> speakers.atPace(prefix, streams, 0, records, recordNanos));
    start(speech);
    sleepUntil(from);
    Usage.Mark before = mark();
    sleepUntil(to);
    Usage usage = Usage.between(before, mark());
    await(speech);
    drain();
    return usage;
  }

  /** Sends some records of each stream; what comes of them is waited for, and counts. */
  void send(String prefix, int streams, int from, int records, long nanos, Latency... latencies)
      throws InterruptedException {
    for (Latency each : latencies) {
      each.open(System.currentTimeMillis(), Long.MAX_VALUE);
      viewer.measure(each);
    }
    speakers.atPace(prefix, streams, from, records, nanos);
    drain();
    for (Latency each : latencies) {
      each.close();
    }
  }

  private Usage.Mark mark() {
    return Usage.Mark.of(cluster, subject, settings.name());
  }

  /** Waits until nothing more arrives, so that what is late counts too. */
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
      throw new IllegalStateException("the records could not be sent", e.getCause());
    }
  }

  private static void sleepUntil(long epochMs) throws InterruptedException {
    Thread.sleep(Math.max(0, epochMs - System.currentTimeMillis()));
  }

  @Override
  public void close() {
    viewer.close();
    speakers.close();
    subject.close();
    cluster.delete(settings.name());
  }
}
