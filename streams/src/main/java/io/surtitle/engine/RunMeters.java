package io.surtitle.engine;

import io.surtitle.inference.RunObserver;
import io.surtitle.metrics.EngineMeters;
import java.util.Map;

/** Measures the runs of the graphs. Thread-safe. */
public final class RunMeters implements RunObserver {
  private final EngineMeters meters;

  /** Reports runs to some meters. */
  public RunMeters(EngineMeters meters) {
    this.meters = meters;
  }

  @Override
  public void ran(String graph, Map<String, Integer> axes, int rows, long nanos) {
    meters.run(graph, rows, nanos);
  }
}
