package io.surtitle.benchmarks;

import io.surtitle.benchmarks.load.Latency;
import io.surtitle.benchmarks.load.Script;
import io.surtitle.benchmarks.load.Speakers;
import io.surtitle.benchmarks.load.Viewer;
import io.surtitle.benchmarks.process.Child;
import io.surtitle.benchmarks.subject.SubjectSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A restart amid utterances: many streams are open when the engine is stopped, some of them speak
 * on while an engine with an empty state directory starts.
 *
 * @param snapshot inputs from one snapshot of a session to the next
 * @param open streams with an open utterance
 * @param speaking how many of them speak on
 * @param rows target languages of each stream
 * @param changelogBytes of the stores at the stop
 * @param seconds from the start of the process until words that become due have their captions
 *     within a second again; null if that was not reached
 */
record Restart(
    int snapshot, int open, int speaking, int rows, long changelogBytes, @Nullable Double seconds) {
  private static final Duration NO_SILENCE = Duration.ofHours(1);
  private static final int WORDS = 4;
  private static final int WINDOWS = 60;
  private static final double PERCENT = 99;
  private static final double MOST_MS = 1000;
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final String PREFIX = "r-";

  /** Restarts an engine. */
  static Restart measure(
      Cluster cluster, Plan plan, int snapshot, int open, int speaking, Consumer<String> progress)
      throws InterruptedException {
    SubjectSettings settings = settings(cluster, plan, snapshot);
    cluster.create(Stream.of(settings.text()));
    cluster.create(Cluster.captionTopics(settings).stream());
    progress.accept("%d open utterances, snapshots every %d inputs".formatted(open, snapshot));
    try (Speakers speakers =
            new Speakers(cluster.bootstrap(), Script.broadcast(), settings.text());
        Viewer viewer = Viewer.of(cluster.bootstrap(), Cluster.captionTopics(settings))) {
      run(
          cluster,
          settings,
          () -> {
            speakers.all(PREFIX, open, 0, WORDS);
            awaitQuiet(viewer);
          });
      long changelog = cluster.changelogBytes(settings.name());
      progress.accept("restart, %d of them speak".formatted(speaking));
      Double seconds = restart(cluster, settings, speakers, viewer, speaking);
      return new Restart(snapshot, open, speaking, settings.rows().size(), changelog, seconds);
    } finally {
      cluster.delete(settings.name());
    }
  }

  private static SubjectSettings settings(Cluster cluster, Plan plan, int snapshot) {
    int threads = plan.threads().get(plan.threads().size() - 1);
    String name = cluster.newName("restart");
    return plan.subject(
            SubjectSettings.Kind.ENGINE,
            name,
            cluster.bootstrap(),
            name + ".text",
            plan.allRows(),
            plan.paceBeam(),
            threads,
            NO_SILENCE)
        .withSnapshot(snapshot);
  }

  private static @Nullable Double restart(
      Cluster cluster, SubjectSettings settings, Speakers speakers, Viewer viewer, int speaking)
      throws InterruptedException {
    long start = System.currentTimeMillis();
    List<Latency> windows = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      Latency window = new Latency(PREFIX, false);
      window.open(start + 500L * i, start + 500L * (i + 1));
      viewer.measure(window);
      windows.add(window);
    }
    int words = (int) (500L * WINDOWS / TimeUnit.NANOSECONDS.toMillis(Pace.WORD_NANOS));
    Thread speech = new Thread(() -> speak(speakers, speaking, words), "speakers");
    speech.setDaemon(true);
    speech.start();
    run(
        cluster,
        settings,
        () -> {
          speech.join();
          awaitQuiet(viewer);
        });
    return secondsToPace(windows);
  }

  private interface Wait {
    void run() throws InterruptedException;
  }

  /** Runs an engine until something has happened. */
  private static void run(Cluster cluster, SubjectSettings settings, Wait until)
      throws InterruptedException {
    Child engine = cluster.startAgain(settings);
    try {
      until.run();
    } finally {
      engine.close();
    }
  }

  private static void speak(Speakers speakers, int speaking, int words) {
    try {
      speakers.atPace(PREFIX, speaking, WORDS, words, Pace.WORD_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The beginning of the first window from which on all are at pace. */
  private static @Nullable Double secondsToPace(List<Latency> windows) {
    int from = windows.size();
    while (from > 0 && isAtPace(windows.get(from - 1))) {
      from--;
    }
    return from == windows.size() ? null : Double.valueOf(0.5 * from);
  }

  private static boolean isAtPace(Latency window) {
    return window.count() == 0 || window.percentile(PERCENT) < MOST_MS;
  }

  private static void awaitQuiet(Viewer viewer) throws InterruptedException {
    long from = System.nanoTime();
    while (viewer.last().captions() == 0
        || System.nanoTime() - Math.max(from, viewer.last().nanos()) < QUIET_NANOS) {
      Thread.sleep(50);
    }
  }
}
