package io.surtitle.benchmarks.replay;

import io.surtitle.benchmarks.process.RunCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A short sequence of runs with the same proportions of shapes as a long trace. */
final class Sample {
  private Sample() {}

  /** Every n-th run of the trace, sorted by size, then shuffled with a fixed seed. */
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
