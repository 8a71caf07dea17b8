package io.surtitle.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A report for people. */
final class Table {
  private static final String THROUGHPUT_KEY =
      "streams, rows: of one run; k: 1,000 words; heap, direct, RSS: MiB; 0: not traced or none";

  private final Lines lines = new Lines();

  Table(Report report) {
    header(report);
    throughput(report);
    pace(report);
    engineAlone(report.engineAlone());
    languages(report.languages());
    lines.targets(report.targets());
    lines.notes(report.notes());
  }

  /** What languages cost, alone. */
  Table(List<EngineAlone> alone, List<Languages> atPace) {
    engineAlone(alone);
    languages(atPace);
  }

  /** What storing sessions costs, alone. */
  Table(StateFigures figures) {
    figures.costs().forEach(this::state);
    lines.add("Restarts with an empty state directory");
    figures.restarts().forEach(this::restart);
  }

  private void state(StateCost cost) {
    Probe any = cost.journals().get(0);
    lines.add(
        "State at 150 words a minute: %s, %d streams x %d rows, medians of %d alternating pairs",
        cost.name(), any.streams(), any.rows(), cost.journals().size());
    lines.add("  %-34s %12s %12s %8s", "", "every input", "journals", "ratio");
    figure(cost, "changelog, KB a word", probe -> probe.changelogBytesPerThousandWords() / 1e6);
    figure(cost, "broker, CPU s per 1,000 words", Probe::brokerCpuSecondsPerThousandWords);
    figure(cost, "engine, CPU s per 1,000 words", Probe::cpuSecondsPerThousandWords);
    figure(cost, "p99, ms", Probe::p99);
    lines.add("");
  }

  private void figure(StateCost cost, String name, ToDoubleFunction<Probe> figure) {
    double every = StateCost.median(cost.everyInput(), figure);
    double journals = StateCost.median(cost.journals(), figure);
    lines.add("  %-34s %12.2f %12.2f %8.2f", name, every, journals, journals / every);
  }

  private void restart(Restart each) {
    lines.add(
        "  snapshot every %d inputs: %d open utterances x %d rows, %.1f MB of changelogs; %d speak:"
            + " %s",
        each.snapshot(),
        each.open(),
        each.rows(),
        each.changelogBytes() / 1e6,
        each.speaking(),
        each.seconds() == null
            ? "not at pace again"
            : String.format(Locale.ROOT, "at pace again after %.1f s", each.seconds()));
  }

  private void header(Report report) {
    Versions versions = report.versions();
    Machine machine = report.machine();
    lines.add(
        "surtitle %s, Kafka %s, ONNX Runtime %s, Flink %s, %s",
        versions.surtitle(),
        versions.kafka(),
        versions.onnxRuntime(),
        versions.flink(),
        versions.java());
    lines.machine(machine);
    lines.add("graphs run on: %s", machine.device());
    lines.add("");
  }

  private void throughput(Report report) {
    lines.add("As fast as possible, %d streams", report.plan().streams());
    lines.add(
        "  %-12s %4s %4s %7s %8s %8s %7s %6s %6s %8s %8s %9s %6s %6s %6s",
        "",
        "rows",
        "beam",
        "threads",
        "words/s",
        "steps/s",
        "streams",
        "rows",
        "in ORT",
        "CPU s/k",
        "broker/k",
        "changelog",
        "heap",
        "direct",
        "RSS");
    report.throughput().forEach(this::throughput);
    report.efficiencies().forEach(this::efficiency);
    report.ratios().forEach(this::ratio);
    lines.add("  %s", THROUGHPUT_KEY);
    lines.add("");
  }

  private void throughput(Throughput each) {
    lines.add(
        "  %-12s %4d %4d %7d %8.0f %8.0f %7.1f %6.1f %5.0f%% %8.2f %8.2f %7.1fMB %6.0f %6.0f %6.0f",
        each.subject(),
        each.rows(),
        each.beam(),
        each.threads(),
        each.wordsPerSecond(),
        each.stepsPerSecond(),
        each.meanSessions(),
        each.meanRows(),
        100 * each.inferenceShare(),
        each.cpuSecondsPerThousandWords(),
        each.brokerCpuSecondsPerThousandWords(),
        each.changelogBytesPerThousandWords() / 1e6,
        each.memory().heap(),
        each.memory().direct(),
        each.memory().resident());
  }

  private void efficiency(Efficiency each) {
    lines.add(
        "  ONNX Runtime alone, %d threads, runs as of the engine with %d rows: %.0f steps/s;"
            + " efficiency %.2f",
        each.engine().threads(),
        each.engine().rows(),
        each.runtimeStepsPerSecond(),
        each.efficiency());
  }

  private void ratio(Ratio each) {
    lines.add(
        "  beam %d: the engine is %.1f times as fast as one run a record (%s), %.1f times as Flink"
            + " (%s)",
        each.beam(),
        each.perRecord(),
        same(each.sameAsPerRecord()),
        each.flink(),
        same(each.sameAsFlink()));
  }

  private static String same(@Nullable Double share) {
    return share == null
        ? "no captions in common"
        : String.format(Locale.ROOT, "%.1f %% of captions the same", 100 * share);
  }

  private void pace(Report report) {
    lines.add("At 150 words a minute: milliseconds from a word to its caption, read_committed");
    lines.add(
        "  %-9s %7s %4s %8s %8s %8s %8s %8s %7s %6s %8s",
        "captions",
        "streams",
        "rows",
        "p50",
        "p90",
        "p99",
        "p99.9",
        "max",
        "streams",
        "rows",
        "CPU s/k");
    report.pace().forEach(each -> probe("all", each, each.latencyMs()));
    probe("all", report.halfPace(), report.halfPace().latencyMs());
    probe("partial", report.halfPace(), report.halfPace().partialLatencyMs());
    report.cpuPerWord().forEach(each -> probe("all", each, each.latencyMs()));
    LongStream stream = report.longStream();
    if (stream != null) {
      lines.add(
          "  the first %d words of %d streams: %s",
          stream.measuredWords(), stream.streams(), Lines.percentiles(stream.firstMs()));
      lines.add("  after %d words: %s", stream.wordsBefore(), Lines.percentiles(stream.lastMs()));
    }
    lines.add("");
  }

  private void probe(String captions, Probe probe, Map<String, Double> latency) {
    lines.add(
        "  %-9s %7d %4d %s %7.1f %6.1f %8.2f",
        captions,
        probe.streams(),
        probe.rows(),
        Lines.percentiles(latency),
        probe.meanSessions(),
        probe.meanRows(),
        probe.cpuSecondsPerThousandWords());
  }

  private void engineAlone(List<EngineAlone> all) {
    if (!all.isEmpty()) {
      lines.add("Without Kafka: CPU milliseconds of a word with few languages and with all");
    }
    for (EngineAlone each : all) {
      lines.add(
          "  %2d streams: %6.2f with %d, %6.2f with %d of %d bundles: %s",
          each.streams(),
          each.fewMs(),
          each.fewLanguages(),
          each.manyMs(),
          each.manyLanguages(),
          each.bundles(),
          times(each.ratio()));
    }
    lines.add("");
  }

  private void languages(List<Languages> all) {
    if (all.isEmpty()) {
      return;
    }
    lines.add("At 150 words a minute: CPU seconds per 1,000 words with few languages and with all");
    for (Languages each : all) {
      lines.add(
          "  %2d streams: %6.2f with %d, %6.2f with %d of %d bundles: %s",
          each.few().streams(),
          each.few().cpuSecondsPerThousandWords(),
          each.few().rows(),
          each.many().cpuSecondsPerThousandWords(),
          each.many().rows(),
          each.bundles(),
          times(each.ratio()));
    }
    lines.add("");
  }

  private static String times(@Nullable Double ratio) {
    return ratio == null ? "it did not keep up" : String.format(Locale.ROOT, "%.1f times", ratio);
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
