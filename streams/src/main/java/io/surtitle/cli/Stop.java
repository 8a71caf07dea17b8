package io.surtitle.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a command end in good order when a person or the system asks it to: Ctrl-C, SIGTERM. */
final class Stop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(4800);

  private final Duration patience;
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "surtitle-stop");

  private Stop(Duration patience) {
    this.patience = patience;
  }

  /** From now on a signal only asks, until this is closed or almost five seconds have passed. */
  static Stop onSignal() {
    return onSignal(PATIENCE);
  }

  /** The same with more or less patience. */
  static Stop onSignal(Duration patience) {
    Stop stop = new Stop(patience);
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  private void hold() {
    requested.countDown();
    try {
      finished.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks as a signal does. */
  void request() {
    requested.countDown();
  }

  /** Whether the command is asked to end. */
  boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits until it is. */
  void await() throws InterruptedException {
    requested.await();
  }

  /** Waits until it is, and then returns true, or until some time has passed. */
  boolean await(Duration atMost) throws InterruptedException {
    return requested.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The command has ended. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already, which is what the hook was for.
    }
  }
}
