package io.surtitle.guarantees;

import io.surtitle.topology.Application;
import java.time.Duration;

/** An instance of the application inside the test's process. */
final class LocalInstance implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Application application;
  private final Thread watch;

  private LocalInstance(Application application) {
    this.application = application;
    this.watch = new Thread(this::watch, "watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Starts an instance and waits until it runs. */
  static LocalInstance start(Deployment deployment, String name) throws InterruptedException {
    LocalInstance instance = begin(deployment, name);
    if (!instance.application.awaitRunning(PATIENCE)) {
      instance.close();
      throw new AssertionError(name + " does not run");
    }
    return instance;
  }

  /** Starts an instance without waiting: the broker may be away. */
  static LocalInstance begin(Deployment deployment, String name) {
    return new LocalInstance(deployment.start(name));
  }

  /** Whether it stopped by itself because its threads died too often. */
  boolean gaveUp() {
    return !watch.isAlive();
  }

  private void watch() {
    try {
      application.awaitStopped();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits also for threads that did not stop in time: they hold the lock of the state directory.
   */
  @Override
  public void close() {
    application.close();
    try {
      watch.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
