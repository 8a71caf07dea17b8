package io.surtitle.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What to know before quoting a figure. */
final class Notes {
  private static final double BUSY = 0.5;

  private Notes() {}

  static List<String> of(Plan plan, Machine machine) {
    List<String> notes = new ArrayList<>();
    long languages = plan.rows().stream().distinct().count();
    if (languages < plan.rows().size()) {
      notes.add(
          "%d target rows are the model's %d languages repeated: %s, ..."
              .formatted(
                  plan.rows().size(),
                  languages,
                  String.join(", ", plan.rows().subList(0, (int) languages))));
    }
    if (!plan.packs().isEmpty()) {
      notes.add(
          "all figures but those of %d bundles are of one bundle, %s: the baselines take one"
              .formatted(plan.packs().size(), plan.bundle()));
    }
    notes.addAll(busy(machine));
    notes.add(
        "broker, load, viewer and subject share the machine; exactly once everywhere; the Flink job"
            + " commits every second, the others every 100 ms");
    return notes;
  }

  /** Of speech that is transcribed. */
  static List<String> ofHearing(Machine machine) {
    List<String> notes = new ArrayList<>(busy(machine));
    notes.add("broker, load, viewer and engine share the machine; exactly once");
    return notes;
  }

  private static List<String> busy(Machine machine) {
    return machine.loadBefore() > BUSY
        ? List.of(
            "the machine was busy before the run (load average %.1f): figures are too low"
                .formatted(machine.loadBefore()))
        : List.of();
  }
}
