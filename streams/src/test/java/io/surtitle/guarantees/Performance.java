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

/** Plays a script to a company while it is struck by faults, and waits until all is taken in. */
final class Performance {
  private static final int LONGEST_PAUSE_MS = 20;

  /** So that the load goes on for as long as a fault takes. */
  private static final int LONGEST_PAUSE_IN_FAULT_MS = 150;

  private static final int LATEST_STRIKE_MS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private final Stage stage;
  private final Script script;
  private final List<Fault> faults;
  private final Random random;
  private volatile boolean striking;

  Performance(Stage stage, Script script, List<Fault> faults, Random random) {
    this.stage = stage;
    this.script = script;
    this.faults = faults;
    this.random = random;
  }

  /** What is committed at the end. */
  Viewer.Seen play(Broker broker, Reference reference) throws Exception {
    ExecutorService aside = Executors.newSingleThreadExecutor();
    try (Company company = new Company(stage, broker, random);
        Speaker speaker = new Speaker(stage);
        Viewer viewer = new Viewer(stage)) {
      company.start();
      for (int act = 0; act <= faults.size(); act++) {
        boolean strikes = act < faults.size();
        if (strikes) {
          faults.get(act).prepare(company);
        }
        striking = strikes;
        Future<?> speaking = aside.submit(speaking(speaker, act));
        if (strikes) {
          Thread.sleep(random.nextInt(LATEST_STRIKE_MS));
          faults.get(act).strike(company);
          striking = false;
        }
        speaking.get();
        company.mend();
      }
      awaitEnd(company, viewer, reference);
      return viewer.seen();
    } finally {
      aside.shutdownNow();
    }
  }

  /** The part of the script that is said while a fault strikes. */
  private List<List<Line>> act(int act) {
    int all = script.bursts().size();
    int acts = faults.size() + 1;
    return script.bursts().subList(all * act / acts, all * (act + 1) / acts);
  }

  private Callable<Boolean> speaking(Speaker speaker, int act) {
    List<List<Line>> bursts = act(act);
    Random pauses = new Random(random.nextLong());
    return () -> {
      for (List<Line> burst : bursts) {
        speaker.say(burst);
        Thread.sleep(pauses.nextInt(striking ? LONGEST_PAUSE_IN_FAULT_MS : LONGEST_PAUSE_MS));
      }
      return true;
    };
  }

  private static void awaitEnd(Company company, Viewer viewer, Reference reference)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    Map<String, byte[]> sessions = reference.sessions();
    while (Instant.now().isBefore(end) && !viewer.hasAll(sessions)) {
      company.mend();
      Thread.sleep(100);
    }
    Thread.sleep(AFTERWARDS.toMillis());
  }
}
