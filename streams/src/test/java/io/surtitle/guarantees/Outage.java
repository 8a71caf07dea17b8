package io.surtitle.guarantees;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Streams at the pace of speech while one broker after the other stops and comes back. */
final class Outage implements AutoCloseable {
  private static final Duration WORD = Duration.ofMillis(400);
  private static final Duration BETWEEN = Duration.ofSeconds(12);
  private static final Duration AWAY = Duration.ofMillis(2500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int INSTANCES = 2;

  private final Stage stage;
  private final Script script;
  private final ProcessCluster cluster;
  private final AtomicInteger said = new AtomicInteger();
  private final List<LocalInstance> instances = new ArrayList<>();
  private final ExecutorService aside = Executors.newSingleThreadExecutor();
  private volatile boolean ending;

  Outage(Stage stage, Script script, ProcessCluster cluster) {
    this.stage = stage;
    this.script = script;
    this.cluster = cluster;
  }

  /** Starts the engines. */
  void startEngines() throws InterruptedException {
    for (int i = 0; i < INSTANCES; i++) {
      instances.add(LocalInstance.start(stage, "engine-" + i));
    }
  }

  void stopEngines() {
    instances.forEach(LocalInstance::close);
    instances.clear();
  }

  /**
   * Speaks while brokers stop.
   *
   * @param kills for each time that one stops whether it is killed
   */
  void strike(List<Boolean> kills) throws Exception {
    Future<?> speaking = aside.submit(this::speak);
    for (int i = 0; i < kills.size(); i++) {
      pause(BETWEEN);
      int broker = i % cluster.size();
      cluster.stop(broker, kills.get(i));
      pause(AWAY);
      cluster.start(broker);
      cluster.awaitAll();
      mend();
    }
    pause(BETWEEN);
    ending = true;
    speaking.get();
  }

  private Void speak() throws Exception {
    try (Speaker speaker = new Speaker(stage)) {
      for (int word = 0; word < script.bursts().size() && !ending; word++) {
        long start = System.nanoTime();
        speaker.say(script.bursts().get(word));
        said.incrementAndGet();
        pause(WORD.minusNanos(Math.min(WORD.toNanos(), System.nanoTime() - start)));
      }
    }
    return null;
  }

  /** What has come of what was said, once all of it has, or after a while. */
  Verdict verdict(Viewer viewer) throws InterruptedException {
    Reference reference = new Reference(script.first(said.get()));
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && !viewer.hasAll(reference.sessions())) {
      mend();
      pause(WORD);
    }
    pause(Duration.ofSeconds(2));
    return Verdict.of(reference, viewer.seen(), Verdict.bound(script));
  }

  /** Starts engines again that gave up, as whoever runs them would. */
  private void mend() {
    for (int i = 0; i < instances.size(); i++) {
      if (instances.get(i).gaveUp()) {
        instances.get(i).close();
        instances.set(i, LocalInstance.begin(stage, "engine-" + i));
      }
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(Math.max(0, time.toMillis()));
  }

  @Override
  public void close() {
    ending = true;
    aside.shutdownNow();
    stopEngines();
  }
}
