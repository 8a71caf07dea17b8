package io.surtitle.benchmarks;

import io.surtitle.benchmarks.subject.Pack;
import io.surtitle.benchmarks.subject.SubjectSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * What storing sessions costs at speech pace: with a snapshot of every input, and with a journal
 * between snapshots, measured in alternation.
 *
 * @param name of what was measured
 * @param snapshot inputs from one snapshot to the next where there are journals
 * @param everyInput one measurement of each pair
 * @param journals the other
 */
record StateCost(String name, int snapshot, List<Probe> everyInput, List<Probe> journals) {
  /** Measures some pairs. */
  static StateCost measure(
      Cluster cluster,
      Plan plan,
      String name,
      List<Pack> packs,
      int streams,
      int pairs,
      Consumer<String> progress)
      throws InterruptedException {
    int threads = plan.threads().get(plan.threads().size() - 1);
    List<Probe> everyInput = new ArrayList<>();
    List<Probe> journals = new ArrayList<>();
    int snapshot = Pace.settings(cluster, plan, packs, threads).snapshot();
    for (int pair = 1; pair <= pairs; pair++) {
      progress.accept("state of %d streams, %s, pair %d".formatted(streams, name, pair));
      SubjectSettings usual = Pace.settings(cluster, plan, packs, threads);
      everyInput.add(probe(cluster, plan, usual.withSnapshot(1), streams));
      usual = Pace.settings(cluster, plan, packs, threads);
      journals.add(probe(cluster, plan, usual, streams));
    }
    return new StateCost(name, snapshot, everyInput, journals);
  }

  private static Probe probe(Cluster cluster, Plan plan, SubjectSettings settings, int streams)
      throws InterruptedException {
    try (Pace pace = Pace.start(cluster, settings)) {
      return pace.probe(streams, plan.warmSeconds(), plan.seconds());
    } finally {
      cluster.delete(settings.name());
    }
  }

  /** The median of a figure of some measurements. */
  static double median(List<Probe> probes, ToDoubleFunction<Probe> figure) {
    double[] sorted = probes.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
