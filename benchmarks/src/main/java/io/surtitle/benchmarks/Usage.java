package io.surtitle.benchmarks;

import io.surtitle.benchmarks.process.Child;
import io.surtitle.benchmarks.process.RunCount;
import io.surtitle.benchmarks.process.Snapshot;
import java.util.List;

/** The resources that a subject and the broker used between two points in time. */
record Usage(
    double seconds,
    double subjectCpu,
    double brokerCpu,
    long changelogBytes,
    Snapshot after,
    List<RunCount> runs) {

  /** One of the points in time. */
  record Mark(Snapshot subject, Snapshot broker, long changelogBytes) {
    static Mark of(Cluster cluster, Child subject, String application) {
      long changelog = cluster.changelogBytes(application);
      return new Mark(subject.mark(), cluster.broker().mark(), changelog);
    }
  }

  static Usage between(Mark from, Mark to) {
    return new Usage(
        (to.subject().nanos() - from.subject().nanos()) / 1e9,
        (to.subject().cpuNanos() - from.subject().cpuNanos()) / 1e9,
        (to.broker().cpuNanos() - from.broker().cpuNanos()) / 1e9,
        to.changelogBytes() - from.changelogBytes(),
        to.subject(),
        to.subject().runs());
  }

  /** Steps of all runs. */
  long steps() {
    return runs.stream().mapToLong(run -> run.count() * run.steps()).sum();
  }

  /** Share of the threads' time spent in ONNX Runtime. */
  double inferenceShare(int threads) {
    return runs.stream().mapToLong(RunCount::nanos).sum() / 1e9 / seconds / threads;
  }

  /** Mean rows of the runs of a graph, without padding; 0 if it never ran. */
  double meanRows(String graph) {
    long count = 0;
    long sum = 0;
    for (RunCount run : runs) {
      if (run.graph().equals(graph)) {
        count += run.count();
        sum += run.count() * run.rows();
      }
    }
    return count == 0 ? 0 : (double) sum / count;
  }
}
