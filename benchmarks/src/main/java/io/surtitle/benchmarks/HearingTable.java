package io.surtitle.benchmarks;

import java.util.List;

/** What it costs to transcribe, for people. */
final class HearingTable {
  private final Lines lines = new Lines();

  /**
   * A table of loads.
   *
   * @param notes what to know before quoting a figure
   */
  HearingTable(List<Hearing> all, Machine machine, List<String> notes) {
    lines.machine(machine);
    lines.add("");
    lines.add(
        "Speech as it sounds, in records of 100 ms: milliseconds from a record to a word of it");
    lines.add(
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
    all.forEach(this::hearing);
    lines.add("  a run: streams in one; /h, /s: for an hour or a second of one stream");
    lines.add("");
    lines.targets(Targets.of(all));
    lines.notes(notes);
  }

  private void hearing(Hearing each) {
    lines.add(
        "  %7d %6d %s %7.1f %5.0f%% %8.1f %8.1f %8.4f %8.1fMB",
        each.streams(),
        each.words(),
        Lines.percentiles(each.latencyMs()),
        each.meanStreams(),
        100 * each.inferenceShare(),
        each.cpuSecondsPerHour(),
        each.brokerCpuSecondsPerHour(),
        each.realTimeFactor(),
        each.journalBytesPerHour() / 1e6);
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
