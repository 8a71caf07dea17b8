package io.surtitle.benchmarks;

import io.surtitle.task.translate.Translate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What storing sessions costs.
 *
 * @param costs at speech pace, of one bundle and, if several are installed, of all
 * @param restarts amid utterances, with a snapshot of every input and with journals
 */
record StateFigures(List<StateCost> costs, List<Restart> restarts) {
  /**
   * Measures all.
   *
   * @param pairs alternating measurements of each cost
   * @param open utterances that are open at a restart
   */
  static StateFigures measure(
      Cluster cluster, Plan plan, int pairs, int open, Consumer<String> progress)
      throws InterruptedException {
    List<StateCost> costs = new ArrayList<>();
    int half = plan.paceStreams() / 2;
    costs.add(
        StateCost.measure(cluster, plan, "one bundle", plan.allRows(), half, pairs, progress));
    if (!plan.packs().isEmpty()) { // two cores do not keep pace with many more streams
      costs.add(StateCost.measure(cluster, plan, "all bundles", plan.packs(), 1, pairs, progress));
    }
    List<Restart> restarts = new ArrayList<>();
    for (int snapshot : List.of(1, Translate.SNAPSHOT)) {
      restarts.add(Restart.measure(cluster, plan, snapshot, open, half, progress));
    }
    return new StateFigures(costs, restarts);
  }
}
