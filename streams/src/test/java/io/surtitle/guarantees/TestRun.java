package io.surtitle.guarantees;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Publishes a workload to the instances of a deployment, injects faults meanwhile, and waits until
 * all input has been processed. The workload is cut into one more phase than there are faults; each
 * fault is injected while its phase is published.
 */
final class TestRun {
  private static final int MAX_PAUSE_MS = 20;

  /** Longer, so that the load goes on for as long as a fault takes. */
  private static final int MAX_PAUSE_DURING_FAULT_MS = 150;

  private static final int MAX_DELAY_OF_FAULT_MS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How long duplicates may still arrive. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private final Deployment deployment;
  private final Workload workload;
  private final List<Fault> faults;
  private final Random random;
  private volatile boolean faultUnderway;

  TestRun(Deployment deployment, Workload workload, List<Fault> faults, Random random) {
    this.deployment = deployment;
    this.workload = workload;
    this.faults = faults;
    this.random = random;
  }

  /** Returns what is committed at the end. */
  OutputRecorder.Output execute(Broker broker, Reference reference) throws Exception {
    ExecutorService background = Executors.newSingleThreadExecutor();
    try (Instances instances = new Instances(deployment, broker, random);
        Publisher publisher = new Publisher(deployment);
        OutputRecorder recorder = new OutputRecorder(deployment)) {
      instances.start();
      for (int phase = 0; phase <= faults.size(); phase++) {
        boolean hasFault = phase < faults.size();
        if (hasFault) {
          faults.get(phase).prepare(instances);
        }
        faultUnderway = hasFault;
        Future<?> publishing = background.submit(publishing(publisher, phase));
        if (hasFault) {
          Thread.sleep(random.nextInt(MAX_DELAY_OF_FAULT_MS));
          faults.get(phase).inject(instances);
          faultUnderway = false;
        }
        publishing.get();
        instances.restartFailed();
      }
      awaitProcessed(instances, recorder, reference);
      return recorder.output();
    } finally {
      background.shutdownNow();
    }
  }

  private List<List<PlannedRecord>> burstsOf(int phase) {
    int all = workload.bursts().size();
    int phases = faults.size() + 1;
    return workload.bursts().subList(all * phase / phases, all * (phase + 1) / phases);
  }

  private Callable<Boolean> publishing(Publisher publisher, int phase) {
    List<List<PlannedRecord>> bursts = burstsOf(phase);
    Random pauses = new Random(random.nextLong());
    return () -> {
      for (List<PlannedRecord> burst : bursts) {
        publisher.publish(burst);
        Thread.sleep(pauses.nextInt(faultUnderway ? MAX_PAUSE_DURING_FAULT_MS : MAX_PAUSE_MS));
      }
      return true;
    };
  }

  private static void awaitProcessed(
      Instances instances, OutputRecorder recorder, Reference reference)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    Map<String, byte[]> sessions = reference.sessions();
    while (Instant.now().isBefore(end) && !recorder.hasReached(sessions)) {
      instances.restartFailed();
      Thread.sleep(100);
    }
    Thread.sleep(AFTERWARDS.toMillis());
  }
}
