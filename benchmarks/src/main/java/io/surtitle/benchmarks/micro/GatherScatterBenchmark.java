package io.surtitle.benchmarks.micro;

import io.surtitle.inference.Graph;
import io.surtitle.inference.GraphBatch;
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

/**
 * Gathers recurrent states of many sessions into a tensor and scatters them, through the encoder.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GatherScatterBenchmark {
  @Param({"1", "16", "64"})
  private int rows;

  private @Nullable Model model;
  private @Nullable GraphBatch batch;
  private byte[][] sessions = {};

  /** Opens the encoder and runs it once, so that there is something to scatter. */
  @Setup
  public void open() {
    Model opened = Model.load(OpenUtterance.bundle(), 1);
    Graph encoder = opened.graph("encoder");
    model = opened;
    batch = encoder.batch();
    sessions = new byte[rows][encoder.spec().stateBytes()];
    gatherAndRun();
  }

  /** All rows, and the run that they are gathered for. */
  @Benchmark
  public void gatherAndRun() {
    GraphBatch filled = Objects.requireNonNull(batch);
    filled.clear();
    for (int row = 0; row < rows; row++) {
      filled.add(sessions[row]).chunk("tokens", row + 3);
    }
    filled.run();
  }

  /** All rows. */
  @Benchmark
  public byte[][] scatter() {
    for (int row = 0; row < rows; row++) {
      Objects.requireNonNull(batch).keepState(row, sessions[row]);
    }
    return sessions;
  }

  /** Closes the model. */
  @TearDown
  public void close() {
    Objects.requireNonNull(model).close();
  }
}
