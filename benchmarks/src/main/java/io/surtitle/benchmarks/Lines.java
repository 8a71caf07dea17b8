package io.surtitle.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Lines of a report for people. */
final class Lines {
  private static final String[] PERCENTILES = {"p50", "p90", "p99", "p99.9", "max"};

  private final StringBuilder out = new StringBuilder();

  /** Adds a line, in {@link String#format}'s notation. */
  void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  void machine(Machine machine) {
    add(
        "%s, %d cores, %d MiB, %s",
        machine.cpu(), machine.cores(), machine.memoryMb(), machine.system());
  }

  void targets(List<Target> targets) {
    add("Targets, for two otherwise idle cores");
    for (Target target : targets) {
      add(
          "  %-58s %-14s %8.2f  %s",
          target.name(),
          target.goal(),
          Objects.requireNonNullElse(target.value(), Double.NaN),
          target.met() ? "met" : "missed");
    }
  }

  void notes(List<String> notes) {
    notes.forEach(note -> add("note: %s", note));
  }

  /** p50, p90, p99, p99.9 and max, in columns of 8. */
  static String percentiles(Map<String, Double> latencyMs) {
    StringBuilder text = new StringBuilder();
    for (String name : PERCENTILES) {
      text.append("%8.1f ".formatted(latencyMs.getOrDefault(name, Double.NaN)));
    }
    return text.toString().stripTrailing();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
