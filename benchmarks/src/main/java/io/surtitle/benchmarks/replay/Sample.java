package io.surtitle.benchmarks.replay;

import io.surtitle.benchmarks.process.RunCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A short sequence of runs that has each shape as often, in proportion, as a long trace has. */
final class Sample {
  private Sample() {}

  /**
   * Every n-th run of the trace, sorted by size, in an order that is random but always the same.
   */
  static List<RunCount> of(List<RunCount> trace, int size) {
    List<RunCount> sorted = new ArrayList<>(trace);
    sorted.sort(
        Comparator.comparing(RunCount::graph)
            .thenComparing(RunCount::steps)
            .thenComparing(run -> run.size("sessions"))
            .thenComparing(run -> run.size("positions")));
    long total = sorted.stream().mapToLong(RunCount::count).sum();
    List<RunCount> sample = new ArrayList<>(size);
    long passed = 0;
    for (RunCount run : sorted) {
      passed += run.count();
      while (sample.size() < size && (sample.size() + 0.5) * total / size < passed) {
        sample.add(run);
      }
    }
    Collections.shuffle(sample, new Random(1));
    return sample;
  }
}
