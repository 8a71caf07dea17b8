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
    CaptionApplication application =
        CaptionApplication.start(
            stage.application(name),
            stage.topology(),
            Stage.INTERPRETER,
            stage::engine,
            EngineMeters.none());
    if (!application.awaitRunning(PATIENCE)) {
      application.close();
      throw new AssertionError(name + " does not run");
    }
    return new LocalInstance(application);
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

  @Override
  public void close() {
    application.close();
  }
}
