package io.surtitle.cli.wiring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a command shut down in an orderly way on Ctrl-C or SIGTERM. */
public final class Stop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(4800);

  private final Duration patience;
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "surtitle-stop");

  private Stop(Duration patience) {
    this.patience = patience;
  }

  /** From now on, a signal only requests the stop, and kills the process 4.8 seconds later. */
  public static Stop onSignal() {
    return onSignal(PATIENCE);
  }

  /** The same with another grace period. */
  public static Stop onSignal(Duration patience) {
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

  /** Requests the stop, as a signal does. */
  void request() {
    requested.countDown();
  }

  /** Whether a stop was requested. */
  public boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits until a stop is requested. */
  public void await() throws InterruptedException {
    requested.await();
  }

  /** Waits for a request; false if {@code atMost} has passed without one. */
  public boolean await(Duration atMost) throws InterruptedException {
    return requested.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets the process exit: the command has shut down. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is exiting, which runs the hook.
    }
  }
}
