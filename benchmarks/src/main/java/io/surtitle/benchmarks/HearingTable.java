package io.surtitle.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What it costs to transcribe, for people. */
final class HearingTable {
  private static final String[] PERCENTILES = {"p50", "p90", "p99", "p99.9", "max"};

  private final StringBuilder out = new StringBuilder();

  /**
   * A table of loads.
   *
   * @param notes what to know before quoting a figure
   */
  HearingTable(List<Hearing> all, Machine machine, List<String> notes) {
    line(
        "%s, %d cores, %d MiB, %s",
        machine.cpu(), machine.cores(), machine.memoryMb(), machine.system());
    line("");
    line("Speech as it sounds, in records of 100 ms: milliseconds from a record to a word of it");
    line(
        "  %7s %6s %8s %8s %8s %8s %8s %7s %6s %8s %8s %8s %10s",
        "streams",
        "words",
        "p50",
        "p90",
        "p99",
        "p99.9",
        "max",
        "a run",
        "in ORT",
        "CPU s/h",
        "broker/h",
        "CPU s/s",
        "journal/h");
    all.forEach(this::line);
    line("  a run: streams in one; /h, /s: for an hour or a second of one stream");
    line("");
    line("Targets, for two otherwise idle cores");
    Targets.of(all).forEach(this::line);
    notes.forEach(note -> line("note: %s", note));
  }

  private void line(Hearing each) {
    StringBuilder latencies = new StringBuilder();
    for (String name : PERCENTILES) {
      latencies.append("%8.1f ".formatted(each.latencyMs().getOrDefault(name, Double.NaN)));
    }
    line(
        "  %7d %6d %s%7.1f %5.0f%% %8.1f %8.1f %8.4f %8.1fMB",
        each.streams(),
        each.words(),
        latencies,
        each.meanStreams(),
        100 * each.inferenceShare(),
        each.cpuSecondsPerHour(),
        each.brokerCpuSecondsPerHour(),
        each.realTimeFactor(),
        each.journalBytesPerHour() / 1e6);
  }

  private void line(Target target) {
    line(
        "  %-58s %-14s %8.2f  %s",
        target.name(),
        target.goal(),
        Objects.requireNonNullElse(target.value(), Double.NaN),
        target.met() ? "met" : "missed");
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
