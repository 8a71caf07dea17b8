package io.surtitle.guarantees;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two processes caption streams at the pace of speech, each with standby replicas of the other's
 * tasks. One is killed, the other takes over, and a new process replaces the killed one.
 */
final class StandbyTakeover {
  private static final Duration WORD = Duration.ofMillis(300);

  /** Gaps that the start of a process causes must not count as gaps before a kill. */
  private static final Duration SETTLING = Duration.ofSeconds(Scale.isLong() ? 4 : 2);

  private static final Duration BEFORE = Duration.ofSeconds(Scale.isLong() ? 3 : 1);
  private static final Duration AFTER = Duration.ofSeconds(6);

  /** How long duplicates may still arrive. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Deployment deployment;
  private final Workload workload;
  private final AtomicInteger published = new AtomicInteger();
  private volatile boolean ending;

  StandbyTakeover(Deployment deployment, Workload workload) {
    this.deployment = deployment;
    this.workload = workload;
  }

  /**
   * The captions compared with the reference, and how long they stayed away.
   *
   * @param gapsBefore the longest gap of any stream before each kill, in milliseconds
   * @param gapsAfter the longest after each kill, in milliseconds
   */
  record Outcome(Comparison comparison, List<Long> gapsBefore, List<Long> gapsAfter) {}

  Outcome execute(int kills) throws Exception {
    List<Long> gapsBefore = new ArrayList<>();
    List<Long> gapsAfter = new ArrayList<>();
    ExecutorService background = Executors.newSingleThreadExecutor();
    ChildInstance older = startChild("process-0");
    ChildInstance younger = startChild("process-1");
    try (Publisher publisher = new Publisher(deployment);
        OutputRecorder recorder = new OutputRecorder(deployment)) {
      Future<?> publishing = background.submit(() -> publish(publisher));
      for (int kill = 0; kill < kills; kill++) {
        pause(SETTLING);
        recorder.longestGap();
        pause(BEFORE);
        gapsBefore.add(recorder.longestGap().toMillis());
        older.kill();
        pause(AFTER);
        gapsAfter.add(recorder.longestGap().toMillis());
        older = younger;
        younger = startChild("process-" + (kill + 2));
      }
      ending = true;
      publishing.get();
      return new Outcome(compare(recorder), gapsBefore, gapsAfter);
    } finally {
      older.close();
      younger.close();
      background.shutdownNow();
    }
  }

  private ChildInstance startChild(String name) throws Exception {
    ChildInstance child = ChildInstance.start(deployment, name);
    child.awaitRunning();
    return child;
  }

  private Void publish(Publisher publisher) throws Exception {
    long start = System.nanoTime();
    for (int word = 0; word < workload.bursts().size() && !ending; word++) {
      long ahead = start + word * WORD.toNanos() - System.nanoTime();
      pause(Duration.ofNanos(Math.max(0, ahead)));
      publisher.publish(workload.bursts().get(word));
      published.incrementAndGet();
    }
    return null;
  }

  private Comparison compare(OutputRecorder recorder) throws InterruptedException {
    Reference reference = new Reference(workload.first(published.get()));
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && !recorder.hasReached(reference.sessions())) {
      pause(WORD);
    }
    pause(AFTERWARDS);
    Comparison comparison =
        Comparison.of(reference, recorder.output(), Comparison.tolerance(workload));
    if (!comparison.equals(comparison.ideal(deployment.mode().exactlyOnce()))) {
      Differences.of(reference, recorder.output()).forEach(System.out::println);
    }
    return comparison;
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
