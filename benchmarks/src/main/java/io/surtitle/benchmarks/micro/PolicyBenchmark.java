package io.surtitle.benchmarks.micro;

import io.surtitle.decoding.Decision;
import io.surtitle.decoding.Policy;
import io.surtitle.decoding.Progress;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Decisions to read or to write. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolicyBenchmark {
  private final Policy waiting = Policy.waitK(3);
  private final Policy full = Policy.fullSentence();
  private int read;

  /** Wait-3: every second decision is to write. */
  @Benchmark
  public Decision waitK() {
    return waiting.next(progress());
  }

  /** The whole sentence first. */
  @Benchmark
  public Decision fullSentence() {
    return full.next(progress());
  }

  private Progress progress() {
    read = (read + 1) & 31;
    return new Progress(read, read == 31, Math.max(0, read - 3) & ~1, 0);
  }
}
