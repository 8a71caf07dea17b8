package io.surtitle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The project's goals, compared with the measured figures. */
final class Targets {
  private static final double EFFICIENCY = 0.80;
  private static final double PER_RECORD = 6;
  private static final double FLINK = 5;
  private static final double STREAMS = 60;
  private static final double P50_MS = 100;
  private static final double P99_MS = 300;
  private static final double HEARING_P99_MS = 500;
  private static final double CPU_GROWTH = 1.10;
  private static final double NOISE = 1.25;

  /** Nine bundles of 24 languages may cost 9 times what one of 3 costs. */
  private static final double LANGUAGE_GROWTH = 9.0 / 8;

  private Targets() {}

  static List<Target> of(
      Efficiency efficiency,
      @Nullable Ratio ratio,
      int streamsAtPace,
      Probe half,
      List<Probe> cpuPerWord,
      @Nullable LongStream longStream,
      List<EngineAlone> engineAlone,
      List<Languages> languages) {
    List<Target> targets = new ArrayList<>();
    targets.add(Target.atLeast("efficiency", EFFICIENCY, efficiency.efficiency()));
    if (ratio != null) {
      targets.add(Target.atLeast("ratio.perRecord", PER_RECORD, ratio.perRecord()));
      targets.add(Target.atLeast("ratio.flink", FLINK, ratio.flink()));
    }
    targets.add(Target.atLeast("streamsAtPace", STREAMS, (double) streamsAtPace));
    targets.add(Target.below("latencyMs.p50", P50_MS, half.partialLatencyMs().get("p50")));
    targets.add(Target.below("latencyMs.p99", P99_MS, half.partialLatencyMs().get("p99")));
    if (!cpuPerWord.isEmpty()) {
      double few = cpuPerWord.get(0).cpuSecondsPerThousandWords();
      double many = cpuPerWord.get(cpuPerWord.size() - 1).cpuSecondsPerThousandWords();
      targets.add(Target.below("CPU per word, 1,000 streams over 10", CPU_GROWTH, many / few));
    }
    if (longStream != null) {
      Double first = longStream.firstMs().get("p50");
      Double last = longStream.lastMs().get("p50");
      Double growth = first == null || last == null ? null : last / first;
      targets.add(Target.below("p50 after 10,000 words over the first", NOISE, growth));
    }
    for (EngineAlone each : engineAlone) {
      targets.add(
          languages(
              "without Kafka",
              each.manyLanguages(),
              each.fewLanguages(),
              each.streams(),
              each.ratio()));
    }
    for (Languages each : languages) {
      Probe few = each.few();
      targets.add(
          languages("at pace", each.many().rows(), few.rows(), few.streams(), each.ratio()));
    }
    return targets;
  }

  /** The goals for speech: all streams in real time, and words of half of them at once. */
  static List<Target> of(List<Hearing> hearing) {
    double most = hearing.stream().filter(Hearing::held).mapToInt(Hearing::streams).max().orElse(0);
    return List.of(
        Target.atLeast("streams of speech in real time", STREAMS, most),
        Target.below(
            "latencyMs.p99 of %d streams of speech".formatted(hearing.get(0).streams()),
            HEARING_P99_MS,
            hearing.get(0).latencyMs().get("p99")));
  }

  /** What many languages may cost, compared with few. */
  static Target languages(String where, int many, int few, int streams, @Nullable Double ratio) {
    return Target.atMost(
        "CPU per word %s, %d languages over %d, %d streams".formatted(where, many, few, streams),
        LANGUAGE_GROWTH * many / few,
        ratio);
  }
}
