package io.surtitle.guarantees;

import io.surtitle.metrics.EngineMeters;
import io.surtitle.topology.CaptionApplication;
import java.time.Duration;

/** An instance of the application in this process. */
final class LocalInstance implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final CaptionApplication application;
  private final Thread watch;

  private LocalInstance(CaptionApplication application) {
    this.application = application;
    this.watch = new Thread(this::watch, "watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Starts an instance and waits until it runs. */
  static LocalInstance start(Stage stage, String name) throws InterruptedException {
    LocalInstance instance = begin(stage, name);
    if (!instance.application.awaitRunning(PATIENCE)) {
      instance.close();
      throw new AssertionError(name + " does not run");
    }
    return instance;
  }

  /** Starts an instance, which may wait for the broker. */
  static LocalInstance begin(Stage stage, String name) {
    return new LocalInstance(
        CaptionApplication.start(
            stage.application(name),
            stage.topology(),
            Stage.INTERPRETER,
            stage::engine,
            EngineMeters.none()));
  }

  /** Whether it gave up by itself, because its threads died too often. */
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

  /** Waits also for what did not stop in time, which holds on to the state directory. */
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
