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
 * Two processes with standby replicas of each other's tasks caption speech; one is killed, the
 * other takes over, a new one comes.
 */
final class Succession {
  private static final Duration WORD = Duration.ofMillis(300);
  private static final Duration SETTLING = Duration.ofSeconds(4);
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AFTER = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Stage stage;
  private final Script script;
  private final AtomicInteger said = new AtomicInteger();
  private volatile boolean ending;

  Succession(Stage stage, Script script) {
    this.stage = stage;
    this.script = script;
  }

  /**
   * What came of it.
   *
   * @param ordinary the longest silence of any stream before each kill, in milliseconds
   * @param silences the longest of any stream after each kill
   */
  record Outcome(Verdict verdict, List<Long> ordinary, List<Long> silences) {}

  Outcome play(int kills) throws Exception {
    List<Long> ordinary = new ArrayList<>();
    List<Long> silences = new ArrayList<>();
    ExecutorService aside = Executors.newSingleThreadExecutor();
    ChildInstance elder = started("process-0");
    ChildInstance younger = started("process-1");
    try (Speaker speaker = new Speaker(stage);
        Viewer viewer = new Viewer(stage)) {
      Future<?> speaking = aside.submit(() -> speak(speaker));
      for (int kill = 0; kill < kills; kill++) {
        pause(SETTLING);
        viewer.longestSilence();
        pause(BEFORE);
        ordinary.add(viewer.longestSilence().toMillis());
        elder.kill();
        pause(AFTER);
        silences.add(viewer.longestSilence().toMillis());
        elder = younger;
        younger = started("process-" + (kill + 2));
      }
      ending = true;
      speaking.get();
      return new Outcome(verdict(viewer), ordinary, silences);
    } finally {
      elder.close();
      younger.close();
      aside.shutdownNow();
    }
  }

  private ChildInstance started(String name) throws Exception {
    ChildInstance child = ChildInstance.start(stage, name);
    child.awaitRunning();
    return child;
  }

  private Void speak(Speaker speaker) throws Exception {
    long start = System.nanoTime();
    for (int word = 0; word < script.bursts().size() && !ending; word++) {
      long ahead = start + word * WORD.toNanos() - System.nanoTime();
      pause(Duration.ofNanos(Math.max(0, ahead)));
      speaker.say(script.bursts().get(word));
      said.incrementAndGet();
    }
    return null;
  }

  private Verdict verdict(Viewer viewer) throws InterruptedException {
    Reference reference = new Reference(script.first(said.get()));
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && !viewer.hasAll(reference.sessions())) {
      pause(WORD);
    }
    pause(BEFORE);
    Verdict verdict = Verdict.of(reference, viewer.seen(), Verdict.bound(script));
    if (!verdict.equals(verdict.ideal(stage.mode().once()))) {
      Differences.of(reference, viewer.seen()).forEach(System.out::println);
    }
    return verdict;
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
