package io.surtitle.guarantees;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes at the pace of speech while one broker after the other is stopped and started. */
final class BrokerOutages implements AutoCloseable {
  private static final Duration WORD = Duration.ofMillis(400);
  private static final Duration BETWEEN = Duration.ofSeconds(12);
  private static final Duration AWAY = Duration.ofMillis(2500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int INSTANCES = 2;

  private final Deployment deployment;
  private final Workload workload;
  private final ProcessCluster cluster;
  private final AtomicInteger published = new AtomicInteger();
  private final List<LocalInstance> instances = new ArrayList<>();
  private final ExecutorService background = Executors.newSingleThreadExecutor();
  private volatile boolean ending;

  BrokerOutages(Deployment deployment, Workload workload, ProcessCluster cluster) {
    this.deployment = deployment;
    this.workload = workload;
    this.cluster = cluster;
  }

  void startEngines() throws InterruptedException {
    for (int i = 0; i < INSTANCES; i++) {
      instances.add(LocalInstance.start(deployment, "engine-" + i));
    }
  }

  void stopEngines() {
    instances.forEach(LocalInstance::close);
    instances.clear();
  }

  /**
   * Publishes while brokers are stopped in turn.
   *
   * @param kills for each stop whether the broker is killed
   */
  void execute(List<Boolean> kills) throws Exception {
    Future<?> publishing = background.submit(this::publish);
    for (int i = 0; i < kills.size(); i++) {
      pause(BETWEEN);
      int broker = i % cluster.size();
      cluster.stop(broker, kills.get(i));
      pause(AWAY);
      cluster.start(broker);
      cluster.awaitAll();
      restartFailed();
    }
    pause(BETWEEN);
    ending = true;
    publishing.get();
  }

  private Void publish() throws Exception {
    try (Publisher publisher = new Publisher(deployment)) {
      for (int word = 0; word < workload.bursts().size() && !ending; word++) {
        long start = System.nanoTime();
        publisher.publish(workload.bursts().get(word));
        published.incrementAndGet();
        pause(WORD.minusNanos(Math.min(WORD.toNanos(), System.nanoTime() - start)));
      }
    }
    return null;
  }

  /** Waits, for a while, until all that was published has been processed, and compares. */
  Comparison compare(OutputRecorder recorder) throws InterruptedException {
    Reference reference = new Reference(workload.first(published.get()));
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && !recorder.hasReached(reference.sessions())) {
      restartFailed();
      pause(WORD);
    }
    pause(Duration.ofSeconds(2));
    return Comparison.of(reference, recorder.output(), Comparison.tolerance(workload));
  }

  /** Starts engines again that gave up, as whoever operates them would. */
  private void restartFailed() {
    for (int i = 0; i < instances.size(); i++) {
      if (instances.get(i).gaveUp()) {
        instances.get(i).close();
        instances.set(i, LocalInstance.begin(deployment, "engine-" + i));
      }
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(Math.max(0, time.toMillis()));
  }

  @Override
  public void close() {
    ending = true;
    background.shutdownNow();
    stopEngines();
  }
}
