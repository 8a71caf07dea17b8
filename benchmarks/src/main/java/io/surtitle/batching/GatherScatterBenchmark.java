package io.surtitle.batching;

import io.surtitle.benchmarks.micro.OpenUtterance;
import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.GraphSpec;
import io.surtitle.inference.Graph;
import io.surtitle.inference.GraphRun;
import io.surtitle.inference.Model;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Recurrent states of many sessions into one tensor and out of it, without the run between. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GatherScatterBenchmark {
  @Param({"1", "16", "64"})
  private int rows;

  private @Nullable Model model;
  private @Nullable States states;
  private @Nullable GraphRun run;
  private float[][] sessions = {};

  /** Opens the encoder and runs it once, so that there is something to scatter. */
  @Setup
  public void open() {
    Bundle bundle = OpenUtterance.bundle();
    Model opened = Model.load(bundle, 1);
    Graph encoder = opened.graph("encoder");
    GraphSpec spec = encoder.spec();
    int size = spec.stateSizes().stream().mapToInt(Integer::intValue).sum();
    model = opened;
    states = new States(spec);
    run = encoder.run();
    sessions = new float[rows][size];
    gather();
    fill(Objects.requireNonNull(run));
    Objects.requireNonNull(run).run();
  }

  private void fill(GraphRun encoder) {
    for (int row = 0; row < rows; row++) {
      encoder.longs("tokens", rows, 1).put(row, row + 3);
      encoder.ints("lengths", rows).put(row, 1);
    }
  }

  /** Of all rows. */
  @Benchmark
  public void gather() {
    Objects.requireNonNull(states).gather(Objects.requireNonNull(run), rows, row -> sessions[row]);
  }

  /** Of all rows. */
  @Benchmark
  public float[][] scatter() {
    for (int row = 0; row < rows; row++) {
      Objects.requireNonNull(states).scatter(Objects.requireNonNull(run), row, sessions[row]);
    }
    return sessions;
  }

  /** Closes the model. */
  @TearDown
  public void close() {
    Objects.requireNonNull(model).close();
  }
}
